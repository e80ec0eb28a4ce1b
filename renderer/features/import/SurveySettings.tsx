import { useFoldCopies } from '../../state/fold-copies.ts';
import { useRememberedLayout } from '../../state/settings.ts';
import { Checkbox, Head, Select } from '../../ui/index.ts';
import { isUpload, survey, useInbox } from './inbox.ts';
import styles from './Survey.module.css';

const sourceFroms = [
  { value: 'folder', label: 'the folder it lies in' },
  { value: 'parent', label: 'the folder above' },
  { value: 'none', label: 'nothing: leave it empty' },
] as const;

const sizes = [
  { value: '100000000', label: '100 MB' },
  { value: '500000000', label: '500 MB' },
  { value: '2000000000', label: '2 GB' },
] as const;

/** How the import is done. What changes how files come in is tried on the ten at once. */
export function SurveySettings() {
  const options = useInbox((inbox) => inbox.options);
  const uploaded = isUpload(useInbox((inbox) => inbox.origin));
  const [originals, setOriginals] = useRememberedLayout<'project' | 'file'>('import.originals', 'project');
  const [fold, setFold] = useFoldCopies();
  const change = (changes: Partial<typeof options>) => void survey({ options: { ...options, ...changes } });
  const inBrowser = uploaded ? 'A browser hands over copies of the files: their place is not known' : undefined;
  return (
    <>
      <Head className={styles.ruled}>Settings</Head>
      <div className={styles.settings}>
        <div className={styles.checks}>
          <span title={inBrowser ?? 'Off: only the place of each file is kept, and it must stay there'}>
            <Checkbox
              checked={uploaded || originals === 'project'}
              disabled={uploaded}
              onChange={(keep) => setOriginals(keep ? 'project' : 'file')}
            >
              <span>
                Keep originals<span className="wide">, compressed</span>
              </span>
            </Checkbox>
          </span>
          <span title="In Triage, copies of an article share one row that can be unfolded">
            <Checkbox checked={fold} onChange={setFold}>
              Fold copies of articles
            </Checkbox>
          </span>
          <span title={inBrowser ?? 'What is added or changed in it later comes in while the project is open'}>
            <Checkbox
              checked={options.watch && !uploaded}
              disabled={uploaded}
              onChange={(watch) => useInbox.setState({ options: { ...options, watch } })}
            >
              Watch this folder
            </Checkbox>
          </span>
        </div>
        <Select
          label="Where no source is named, take it from"
          value={options.sourceFrom}
          onChange={(sourceFrom) => change({ sourceFrom })}
          options={sourceFroms}
        />
        <Select
          label="Refuse single articles larger than"
          value={String(options.maxFileBytes) as (typeof sizes)[number]['value']}
          onChange={(size) => change({ maxFileBytes: Number(size) })}
          options={sizes}
        />
      </div>
    </>
  );
}
