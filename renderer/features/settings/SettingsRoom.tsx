import { Minus, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Settings } from '../../../shared/contract/rooms/app.ts';
import { changeCoderName } from '../../app/shell/CoderForm.tsx';
import { desktop } from '../../state/backend.ts';
import { useSession } from '../../state/session.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { Button, Field, Head, IconButton, LinkButton, Segments, say, warnOf } from '../../ui/index.ts';
import { ProjectPart } from './ProjectPart.tsx';
import styles from './SettingsRoom.module.css';

function change(changes: Partial<Settings>) {
  changeSettings(changes).catch(warnOf);
}

/** How Parallax looks and who codes on this machine; outside projects. */
export function SettingsRoom() {
  const settings = useSettings();
  const info = useSession((session) => session.info);
  const project = useSession((session) => session.project);
  return (
    <div className={`${styles.room} scroll`}>
      <div className={styles.sheet}>
        <h1 className="page-title">Settings</h1>
        <p className="t2">
          They belong to this machine and take effect at once. What belongs to the open project stands below them.
        </p>
        <Head className={styles.head}>You</Head>
        <Coder />
        <Head className={styles.head}>Colours and rows</Head>
        <Line label="Colours">
          <Segments
            label="Colours"
            value={settings.theme}
            onChange={(theme) => change({ theme })}
            segments={[
              { value: 'system', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
              { value: 'contrast', label: 'High contrast' },
              { value: 'contrast-dark', label: 'High contrast, dark' },
            ]}
          />
        </Line>
        <Line label="Rows in tables">
          <Segments
            label="Rows in tables"
            value={settings.density}
            onChange={(density) => change({ density })}
            segments={[
              { value: 'compact', label: 'Dense, 28 px' },
              { value: 'comfortable', label: 'Comfortable, 36 px' },
            ]}
          />
        </Line>
        <Head className={styles.head}>Article text</Head>
        <Line label="Size">
          <Stepper
            label="Text size"
            unit="px"
            value={settings.textSize}
            min={15}
            max={24}
            step={1}
            onChange={(textSize) => change({ textSize })}
          />
        </Line>
        <Line label="Line length">
          <Stepper
            label="Line length"
            unit="characters"
            value={settings.measure}
            min={52}
            max={84}
            step={2}
            onChange={(measure) => change({ measure })}
          />
        </Line>
        <p className={styles.sample} lang="en">
          A line of an article is set like this one, in a serif that is made for long reading, at the size and length
          you choose here. Offsets and exports do not depend on it.
        </p>
        {project ? <ProjectPart key={project.path} name={project.name} /> : null}
        <Head className={styles.head}>This program</Head>
        <Line label="Version">
          <span className="num">Parallax {info?.version}</span>
        </Line>
        <Line label="Projects of the data folder">
          <span className={styles.path}>{info?.projectsDir}</span>
        </Line>
        <Line label="Log file">
          <span className={styles.path}>{info?.logFile}</span>
          {desktop() && info ? (
            <LinkButton onPress={() => void desktop()?.showInFolder(info.logFile).catch(warnOf)}>
              Show in folder
            </LinkButton>
          ) : null}
        </Line>
        <p className={`${styles.foot} t3 small`}>
          The log holds what the program did and what failed, never the text of an article.
        </p>
      </div>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span className="t2">{label}</span>
      <div className={styles.value}>{children}</div>
    </div>
  );
}

function Coder() {
  const known = useSettings((settings) => settings.coderName);
  const [name, setName] = useState(known);
  const keep = () => {
    if (name.trim()) changeCoderName(name.trim()).then(() => say(`You code as ${name.trim()}`), warnOf);
  };
  return (
    <Line label="Your name as coder">
      <Field
        label="Your name as coder"
        labelHidden
        value={name}
        onChange={setName}
        onSubmit={keep}
        maxLength={200}
        dir="auto"
      />
      <Button size="form" disabled={!name.trim() || name.trim() === known} onPress={keep}>
        Use this name
      </Button>
      <span className="t3 small">Coding done so far keeps the name it was done under.</span>
    </Line>
  );
}

function Stepper(props: {
  label: string;
  unit: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange(value: number): void;
}) {
  const { value, min, max, step } = props;
  return (
    <>
      <IconButton
        icon={Minus}
        label={`${props.label}: less`}
        disabled={value <= min}
        onPress={() => props.onChange(Math.max(min, value - step))}
      />
      <span className={`${styles.number} num`}>{value}</span>
      <IconButton
        icon={Plus}
        label={`${props.label}: more`}
        disabled={value >= max}
        onPress={() => props.onChange(Math.min(max, value + step))}
      />
      <span className="t3">{props.unit}</span>
    </>
  );
}
