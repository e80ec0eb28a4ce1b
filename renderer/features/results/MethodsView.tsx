import { ClipboardCopy, Download, Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { useBackend } from '../../state/queries.ts';
import { useSession } from '../../state/session.ts';
import { Button, counted, ErrorState, printAlone, SkeletonRows, saveText, say, Tools, warn } from '../../ui/index.ts';
import { MarkdownText } from './MarkdownText.tsx';
import styles from './Results.module.css';

/** The methods summary as it reads, to copy or save. */
export function MethodsView({ start }: { start: React.ReactNode }) {
  const { data, error, refetch } = useBackend('results.methods', {}, { keepPrevious: true });
  const name = useSession((session) => session.project?.name ?? 'project');
  const text = useRef<HTMLDivElement>(null);
  const isThere = data !== undefined;
  // So that the arrow keys scroll it.
  useEffect(() => {
    if (isThere && document.activeElement === document.body) text.current?.focus({ preventScroll: true });
  }, [isThere]);
  const copy = () => {
    if (!data) return;
    navigator.clipboard.writeText(data.markdown).then(
      () => say('Copied the methods summary'),
      () => warn('The clipboard could not be written. Save the summary as a file instead.'),
    );
  };
  const save = () => data && saveText(`${name}-methods.md`, 'text/markdown', data.markdown);
  const print = () => text.current && printAlone(text.current);
  const waiting = data ? null : 'it is being made';
  useCommands([
    {
      id: 'results.copyMethods',
      label: 'Copy the methods summary',
      group: 'View',
      keys: ['C'],
      icon: ClipboardCopy,
      disabled: waiting,
      run: copy,
    },
    {
      id: 'results.saveMethods',
      label: 'Save the methods summary',
      group: 'View',
      keys: ['S'],
      icon: Download,
      disabled: waiting,
      run: () => save(),
    },
    {
      id: 'results.printMethods',
      label: 'Print the methods summary',
      group: 'View',
      keys: ['P'],
      icon: Printer,
      disabled: waiting,
      run: () => print(),
    },
  ]);
  return (
    <div className={styles.room}>
      <Tools
        label="Results"
        end={
          <>
            {data && data.missing.length > 0 ? (
              <span className="t2 wide">{counted(data.missing.length, 'part')} without data, marked in the text</span>
            ) : null}
            <Button icon={ClipboardCopy} keys="C" disabled={waiting !== null} onPress={copy}>
              Copy
            </Button>
            <Button icon={Download} keys="S" disabled={waiting !== null} onPress={() => save()}>
              Save as Markdown
            </Button>
            <Button icon={Printer} keys="P" disabled={waiting !== null} onPress={() => print()}>
              Print
            </Button>
          </>
        }
      >
        {start}
      </Tools>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div
          ref={text}
          className={`${styles.methods} scroll`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard
          tabIndex={0}
          role="document"
          aria-label="Methods summary"
        >
          <MarkdownText markdown={data.markdown} />
        </div>
      ) : (
        <SkeletonRows rows={12} />
      )}
    </div>
  );
}
