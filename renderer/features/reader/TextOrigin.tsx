import { Fragment, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { measuredTasks } from '../../../shared/model/accuracy.ts';
import type { Article } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { accuracyRows, bytes, LinkButton, Popover } from '../../ui/index.ts';
import { ReadAgainDialog } from '../originals/index.ts';
import styles from './Headline.module.css';

/** Whether the imported bytes are still there, in words. */
export function originalInWords({ kept, bytes: size }: Article['original']): string {
  if (kept === 'none') return 'not kept';
  const much = size === null ? '' : ` (${bytes(size)})`;
  return kept === 'project' ? `kept in the project${much}` : `by reference to its file${much}`;
}

/** Which version of the text this is, and behind it: from which bytes it was made, how, and reading them again. */
export function TextOrigin({ article }: { article: Article }) {
  const [reading, setReading] = useState(false);
  const { original, encoding, extractor } = article;
  const cannot =
    needsWriting() ?? (original.kept === 'none' ? 'its original is not kept; import its file again' : false);
  return (
    <>
      <Popover
        label="Where the text comes from"
        width={360}
        trigger={
          <AriaButton className={`${styles.value} num`}>
            text version {article.textVersion} of {article.textVersions}
          </AriaButton>
        }
      >
        {(close) => (
          <div className={styles.form}>
            <dl className={styles.origin}>
              <dt>File</dt>
              <dd>
                <bdi>{article.originalPath}</bdi>
              </dd>
              <dt>Original</dt>
              <dd className="num">{originalInWords(original)}</dd>
              <dt>Read by</dt>
              <dd className="num">{extractor || 'not recorded'}</dd>
              {accuracyRows(...measuredTasks(extractor)).map(([term, description]) => (
                <Fragment key={term}>
                  <dt>{term}</dt>
                  <dd>{description}</dd>
                </Fragment>
              ))}
              <dt>Encoding</dt>
              <dd>{encoding ?? 'not recorded'}</dd>
            </dl>
            <p>
              <LinkButton
                disabled={cannot}
                onPress={() => {
                  close();
                  setReading(true);
                }}
              >
                Read again with another encoding…
              </LinkButton>
            </p>
          </div>
        )}
      </Popover>
      <ReadAgainDialog article={article} isOpen={reading} onClose={() => setReading(false)} />
    </>
  );
}
