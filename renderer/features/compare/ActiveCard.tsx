import type { Code } from '../../../shared/model/codebook.ts';
import { goTo } from '../../app/rooms.ts';
import { selectPlace } from '../../state/selection.ts';
import { AnnotationCard, addMention, addPassage, addPiece, ClaimCard, useRelationsOf } from '../coding/index.ts';
import { usePane } from '../text/index.ts';
import type { PaneOfArticle } from './ComparePane.tsx';
import styles from './CompareRoom.module.css';

/** The active annotation or claim of the text that is worked in, over another text's foot, so that its own stays in sight. */
export function ActiveCard(props: {
  of: PaneOfArticle;
  columns: number;
  codes: ReadonlyMap<string, Code>;
  onAddCode(): void;
}) {
  const { column, pane, article, annotations, claims } = props.of;
  const active = usePane(pane, (state) => state.active);
  const hasSelection = usePane(pane, (state) => state.selection !== null && !state.isSelecting);
  const annotation = annotations.find((one) => one.annotationId === active);
  const claim = claims.find((one) => one.claimId === active);
  const relations = useRelationsOf(article.articleId, active, annotations, props.codes);
  if (!annotation && !claim) return null;
  const close = () => pane.activate(null);
  return (
    <div className={`${styles.card} scroll`} data-side={column < props.columns / 2 ? 'left' : 'right'}>
      {annotation ? (
        <AnnotationCard
          annotation={annotation}
          codes={props.codes}
          text={article.text}
          pane={pane}
          relations={relations}
          onPlace={hasSelection ? () => addPiece({ pane, annotations }) : undefined}
          onClose={close}
          onAddCode={props.onAddCode}
        />
      ) : claim ? (
        <ClaimCard
          claim={claim}
          onAddMention={hasSelection ? () => void addMention(pane, claim) : undefined}
          onAddEvidence={hasSelection ? (stance) => void addPassage(pane, claim, stance) : undefined}
          onBecome={(claimId) => pane.activate(claimId)}
          linksByKey
          onClose={close}
          onMention={(mention) => {
            if (mention.start === null || mention.end === null) return;
            selectPlace(mention.articleId, mention.start, mention.end);
            goTo('read');
          }}
        />
      ) : null}
    </div>
  );
}
