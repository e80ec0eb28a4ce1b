import { PenLine, TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import { isModel, type Rewritable, type Rewriting } from '../../../shared/model/provider.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { selectPlace } from '../../state/selection.ts';
import { Button, Icon, LinkButton, Menu, Popover, SourceName, warnOf } from '../../ui/index.ts';
import { sectionWords, shortAddress } from './kinds.ts';
import styles from './Providers.module.css';
import { SendDialog } from './SendStage.tsx';
import { useOutside } from './useOutside.ts';

/**
 * A section of a story in a language model's words, below the sentences of the articles and set apart from them. Nothing at all where
 * no such provider is switched on and nothing was written.
 */
export function Rewritten({ storyId, section }: { storyId: string; section: Rewritable }) {
  const { data: providers = [] } = useBackend('providers.list', {});
  const { data: rewritings = [] } = useBackend('providers.rewritten', { storyId });
  const drop = useChange('providers.dropRewriting');
  const outside = useOutside(() => {});
  const models = providers.filter(({ kind, isOn }) => isOn && isModel(kind));
  const written = rewritings.find((one) => one.section === section);
  // The page has asked for them already.
  const { data: sections } = useBackend('stories.sections', { storyId }, { enabled: models.length > 0 });
  const isEmpty = sections === undefined || sections[section].length === 0;
  if (!written && (models.length === 0 || isEmpty)) return null;
  const locked = needsWriting() ?? undefined;
  const ask = (providerId: string) => outside.ask(providerId, { what: 'rewriting', storyId, section });
  const label = written ? 'Write again…' : 'In other words…';
  const [only] = models;
  const button = isEmpty ? null : models.length === 1 && only ? (
    <Button tone="quiet" icon={PenLine} disabled={locked} onPress={() => ask(only.providerId)}>
      {label}
    </Button>
  ) : models.length > 1 ? (
    <Menu
      label="By which model"
      trigger={
        <Button tone="quiet" icon={PenLine} disabled={locked}>
          {label}
        </Button>
      }
      groups={[
        {
          entries: models.map(({ providerId, name, model }) => ({
            id: providerId,
            label: name,
            detail: model,
            run: () => ask(providerId),
          })),
        },
      ]}
    />
  ) : null;
  return (
    <>
      {written ? (
        <aside className={styles.rewritten} aria-label={`${sectionWords[section]}, written by a language model`}>
          <p className={styles.rewrittenHead}>
            <Icon of={PenLine} size={14} />
            <span>
              Written by <bdi className="med">{written.model}</bdi>, not taken from the articles
            </span>
          </p>
          <Text rewriting={written} />
          <p className="micro t3">
            {`${written.provider}, ${shortAddress(written.address)}, ${new Date(written.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}, asked by ${written.coder}. It was given ${written.given.length} sentences. It stands in no export.`}
          </p>
          <div className={styles.rewrittenEnd}>
            {button}
            <Button
              tone="quiet"
              disabled={locked}
              onPress={() => void drop.mutateAsync({ rewritingId: written.rewritingId }).catch(warnOf)}
            >
              Remove
            </Button>
          </div>
        </aside>
      ) : (
        <p className={styles.rewrittenEnd}>{button}</p>
      )}
      <SendDialog outside={outside} title={`${sectionWords[section]}: in a language model’s words`} />
    </>
  );
}

const faults: Record<NonNullable<Rewriting['sentences'][number]['fault']>, string> = {
  'cites nothing': 'names no source',
  'cites what it was not given': 'names a source it was not given',
  'has a figure its sources lack': 'has a figure that its sources do not have',
};

function Text({ rewriting }: { rewriting: Rewriting }) {
  return (
    <p className={styles.rewrittenText} dir="auto">
      {rewriting.sentences.map(({ text, cites, fault }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one text keep their order
        <Fragment key={index}>
          <span data-fault={fault ? '' : undefined}>{text}</span>{' '}
          {cites.map((number) => (
            <Given key={number} sentence={rewriting.given.find((one) => one.number === number)} number={number} />
          ))}
          {fault ? (
            <span className="warn micro">
              <Icon of={TriangleAlert} size={14} /> {faults[fault]}
            </span>
          ) : null}{' '}
        </Fragment>
      ))}
    </p>
  );
}

/** The number of a sentence that the model was given; opens it. */
function Given({ sentence, number }: { sentence: Rewriting['given'][number] | undefined; number: number }) {
  if (!sentence) return <span className="t3 micro num">[{number}] </span>;
  const { source, articleId, start, end } = sentence;
  return (
    <>
      <Popover
        label={`Sentence ${number} it was given`}
        width={360}
        trigger={
          <LinkButton className={styles.cite!} aria-label={`Sentence ${number}, ${source || 'unknown source'}`}>
            [{number}]
          </LinkButton>
        }
      >
        <div className={styles.given}>
          <q className="serif" dir="auto">
            {sentence.text}
          </q>
          <p className="small t2">
            <SourceName name={source || null} />
            {sentence.isCurrent ? null : <span className="warn"> · the article has another text by now</span>}
          </p>
          <LinkButton
            onPress={() => {
              if (sentence.isCurrent) selectPlace(articleId, start, end);
              else selectPlace(articleId, 0, 0);
              goTo('read');
            }}
          >
            {sentence.isCurrent ? 'Open the article at the place' : 'Open the article'}
          </LinkButton>
        </div>
      </Popover>{' '}
    </>
  );
}
