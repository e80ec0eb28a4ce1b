import { X } from 'lucide-react';
import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { analyserRows, useAnalyser } from '../../app/useAnalyser.ts';
import { Basis, Button, CodeSwatch, count, Head, IconButton, LinkButton } from '../../ui/index.ts';
import styles from './Suggestions.module.css';
import {
  acceptSuggestion,
  endQueue,
  forgetSpan,
  rejectSuggestion,
  reopenSuggestion,
  type SuggestionPlace,
  stepSuggestion,
} from './suggestion-deeds.ts';
import { labelInWords, suggestionId, useSuggestionState } from './suggestion-state.ts';

const said = { accepted: 'Accepted', changed: 'Accepted with a change', rejected: 'Rejected', open: '' };

/** The suggestion in hand: what it would be, what it rests on, and what to do with it. */
export function SuggestionCard(props: {
  place: SuggestionPlace;
  suggestion: Suggestion;
  onChooseCode(): void;
  /** Says which code the label stands for. */
  onMap(): void;
  onClose(): void;
}) {
  const { place, suggestion } = props;
  const { codeId, decision, score, reason, version } = suggestion;
  const id = suggestionId(suggestion);
  const changed = useSuggestionState((state) => state.changed[id]);
  const queue = useSuggestionState((state) => state.queue);
  const analyser = useAnalyser(suggestion.analyser);
  const locked = needsWriting() ?? undefined;
  const code = codeId === null ? undefined : place.codes.get(codeId);
  const words = labelInWords(suggestion, place.codes);
  const isLearned = suggestion.analyser === 'codes';
  return (
    <section className={styles.card} aria-label="Suggestion">
      <Head
        className={styles.head}
        end={<IconButton icon={X} size="small" label="Close" keys="Escape" onPress={props.onClose} />}
      >
        {queue ? (
          <>
            Suggestion <span className="num">{count(queue.at + 1)}</span> of{' '}
            <span className="num">{count(queue.rows.length)}</span>
          </>
        ) : (
          'Suggestion'
        )}
      </Head>
      <div className={styles.code}>
        {code ? <CodeSwatch color={code.color} /> : <span className={styles.sign}>?</span>}
        <bdi className="ell med">{code?.name ?? words}</bdi>
        {isLearned || decision !== 'open' ? null : (
          <LinkButton disabled={locked} onPress={props.onMap}>
            {code ? 'Another code for this label…' : 'No code yet: choose…'}
          </LinkButton>
        )}
      </div>
      <p className={styles.reason}>
        <Basis
          title={`Suggested: ${words}`}
          rows={[
            ...(isLearned
              ? ([['Analyser', `Learned from this project’s coding, version ${version}`]] as [string, string][])
              : analyserRows(analyser)),
            ['Rests on', reason],
            ['Score', `${score.toFixed(2)} of 1, to be compared within this analyser alone`],
          ]}
          note="A suggestion, no coding: it stands in no export, agreement or result until it is accepted."
        >
          {words}, score {score.toFixed(2)}
        </Basis>
        <span className="t2">{reason}</span>
      </p>
      {changed ? (
        <p className={styles.reason}>
          <span>The span is changed.</span>
          <LinkButton onPress={() => forgetSpan(id)}>As suggested</LinkButton>
        </p>
      ) : null}
      {decision === 'open' ? (
        <div className={styles.deeds}>
          <Button
            tone="primary"
            keys="Enter"
            disabled={locked}
            onPress={() => (codeId ? void acceptSuggestion(place, suggestion, codeId) : props.onChooseCode())}
          >
            {codeId ? 'Accept' : 'Accept as…'}
          </Button>
          <Button keys="X" disabled={locked} onPress={() => void rejectSuggestion(place, suggestion)}>
            Reject
          </Button>
          {codeId ? (
            <Button tone="quiet" keys="Shift+Enter" disabled={locked} onPress={props.onChooseCode}>
              Accept as…
            </Button>
          ) : null}
        </div>
      ) : (
        <div className={styles.deeds}>
          <span className="t2">{said[decision]}</span>
          {decision === 'rejected' ? (
            <Button disabled={locked} onPress={() => void reopenSuggestion(place, suggestion)}>
              Open it again
            </Button>
          ) : (
            <Button onPress={() => place.pane.activate(suggestion.annotationId)}>Go to the annotation</Button>
          )}
        </div>
      )}
      <div className={styles.steps}>
        <Button tone="quiet" keys="Shift+N" onPress={() => stepSuggestion(place, -1)}>
          Previous
        </Button>
        <Button tone="quiet" keys="N" onPress={() => stepSuggestion(place, 1)}>
          Next
        </Button>
        {queue ? (
          <Button tone="quiet" onPress={endQueue}>
            Stop
          </Button>
        ) : null}
      </div>
    </section>
  );
}
