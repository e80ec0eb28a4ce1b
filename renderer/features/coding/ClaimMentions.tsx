import { Split, X } from 'lucide-react';
import type { Claim, PlaceContext } from '../../../shared/model/claim.ts';
import { DateText, IconButton, LinkButton, SourceName } from '../../ui/index.ts';
import styles from './ClaimCard.module.css';
import { removeMention, splitOff } from './claims.ts';

/** A place in an article. */
export interface Place {
  articleId: string;
  start: number | null;
  end: number | null;
}

/** Where a claim is made; with the sentences around where `inContext`. */
export function ClaimMentions(props: {
  claim: Claim;
  contexts: ReadonlyMap<string, PlaceContext>;
  inContext: boolean;
  /** The mention that Enter goes to. */
  mentionAt?: number | undefined;
  locked: string | undefined;
  onPlace?: ((place: Place) => void) | undefined;
  onBecome?: ((claimId: string) => void) | undefined;
}) {
  const { claim, locked } = props;
  return (
    <ol className={styles.mentions} aria-label="Mentions">
      {claim.mentions.map((mention, index) => {
        const context = props.contexts.get(mention.mentionId);
        return (
          <li
            key={mention.mentionId}
            aria-current={index === props.mentionAt || undefined}
            ref={(row) => {
              if (index === props.mentionAt && index > 0) row?.scrollIntoView({ block: 'nearest' });
            }}
          >
            <div>
              <p className={`${styles.passage} serif`} lang={mention.language ?? undefined} dir="auto">
                {props.inContext && context ? <span className="t3">{context.before}</span> : null}
                <q>{mention.quote.exact}</q>
                {props.inContext && context ? <span className="t3">{context.after}</span> : null}
              </p>
              <span className={styles.source}>
                <SourceName name={mention.source} />
                <DateText value={mention.publishedAt} />
                {context?.paragraph ? <span className="num">¶ {context.paragraph}</span> : null}
                {mention.status === 'unplaced' ? <span className="warn">not found in the text</span> : null}
                {props.onPlace && mention.start !== null ? (
                  <LinkButton onPress={() => props.onPlace?.(mention)}>Go there</LinkButton>
                ) : null}
              </span>
            </div>
            <span className={styles.rowActs}>
              {claim.mentions.length > 1 ? (
                <IconButton
                  icon={Split}
                  size="small"
                  label={`Make a claim of the mention in ${mention.articleTitle}`}
                  disabled={locked}
                  onPress={() => splitOff(mention.mentionId, props.onBecome)}
                />
              ) : null}
              <IconButton
                icon={X}
                size="small"
                label={`Remove the mention in ${mention.articleTitle}`}
                disabled={locked}
                onPress={() => removeMention(mention.mentionId)}
              />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
