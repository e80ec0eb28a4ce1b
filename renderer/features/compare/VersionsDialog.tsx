import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { TextVersion } from '../../../shared/contract/rooms/compare.ts';
import { useBackend } from '../../state/queries.ts';
import { counted, Dialog, dateInWords, ErrorState, Select, SkeletonRows } from '../../ui/index.ts';
import { DifferenceParts } from '../duplicates/DifferenceParts.tsx';
import styles from './Across.module.css';

const causeWords: Record<string, string> = {
  import: 'imported',
  update: 'its file had changed',
  're-extract': 'read again from its original',
  restore: 'passages were put back',
  cleaning: 'cleaned across its source',
};

const nameOf = ({ number, cause, at }: TextVersion) =>
  `${number}: ${causeWords[cause] ?? cause}, ${dateInWords(at.slice(0, 10))}`;

/** What became of an article's text from one version to another. */
export function VersionsDialog(props: { articleId: string; onClose(): void }) {
  const { articleId } = props;
  const versions = useBackend('compare.versions', { articleId });
  const article = useBackend('articles.get', { articleId });
  const error = versions.error ?? article.error;
  return (
    <Dialog title="What changed between its texts" width={1040} isOpen onClose={props.onClose}>
      {error ? (
        <ErrorState inline error={error} onRetry={() => void versions.refetch()} />
      ) : !versions.data || !article.data ? (
        <SkeletonRows rows={8} />
      ) : versions.data.length < 2 ? (
        <p className="t2">This article has had one text only: there is nothing to compare it with.</p>
      ) : (
        <Chosen
          articleId={articleId}
          versions={versions.data}
          language={article.data.metadata.language.value}
          direction={article.data.direction}
        />
      )}
    </Dialog>
  );
}

interface Written {
  language: string | null;
  direction: 'ltr' | 'rtl';
}

function Chosen(props: { articleId: string; versions: readonly TextVersion[] } & Written) {
  const { articleId, versions } = props;
  const last = versions.length - 1;
  const [from, setFrom] = useState(versions[last - 1]!.textVersionId);
  const [to, setTo] = useState(versions[last]!.textVersionId);
  const isOne = from === to;
  const difference = useBackend('compare.versionDifference', { articleId, from, to }, { enabled: !isOne });
  const options = versions.map((version) => ({
    value: version.textVersionId,
    label: `${nameOf(version)}${version.isCurrent ? ', in force' : ''}`,
  }));
  return (
    <>
      <div className={styles.versionBar}>
        <Select label="Earlier text" value={from} onChange={setFrom} options={options} />
        <Select label="Later text" value={to} onChange={setTo} options={options} />
        <span className="num t2" role="status">
          {difference.data && !isOne ? summary(difference.data.counts) : ''}
        </span>
      </div>
      {isOne ? (
        <p className="t2">Choose two different texts.</p>
      ) : difference.error ? (
        <ErrorState inline error={difference.error} onRetry={() => void difference.refetch()} />
      ) : difference.data ? (
        <Parts difference={difference.data} {...props} />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </>
  );
}

/** `2 sentences added, 1 gone, 1 moved` */
function summary({ added, gone, changed, moved }: OutputOf<'compare.versionDifference'>['counts']): string {
  const parts = Object.entries({ added, gone, changed, moved }).filter(([, n]) => n > 0);
  if (parts.length === 0)
    return 'Both texts have the same sentences; white space and the shape of quotation marks apart.';
  return parts.map(([what, n], at) => (at === 0 ? `${counted(n, 'sentence')} ${what}` : `${n} ${what}`)).join(', ');
}

function Parts({ difference, language, direction }: { difference: OutputOf<'compare.versionDifference'> } & Written) {
  const { a, b, parts } = difference;
  const written = { direction, metadata: { language: { value: language } } };
  return <DifferenceParts a={{ ...written, text: a.text }} b={{ ...written, text: b.text }} parts={parts} now={null} />;
}
