import { ArrowRightLeft, BookPlus, BookX, ListChecks, Replace, SpellCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useRememberedLayout } from '../../state/settings.ts';
import { say } from '../../ui/index.ts';
import { usePane } from '../text/index.ts';
import { isProvisional, useCodes } from './annotations.ts';
import { BulkCode } from './BulkCode.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { activeAnnotation, annotationCalled, type CodingPlace } from './code-actions.ts';
import { Recode, TakeExample } from './GivenCode.tsx';
import { KindPicker } from './KindPicker.tsx';
import { createKind, relate, useRelationFrom, useRelationKinds } from './relations.ts';
import { takeExample } from './take-example.ts';

/**
 * What is done to annotations beside giving codes, with its keys: recoding, taking examples, relating, coding what a search
 * finds, snapping.
 */
export function SpanTools({ place }: { place: CodingPlace }) {
  const { pane, annotations } = place;
  const { byId } = useCodes();
  const kinds = useRelationKinds();
  const from = useRelationFrom((state) => state.from);
  const active = usePane(pane, (state) => state.active);
  const [asking, setAsking] = useState<{ annotationId: string; what: 'recode' | 'example' | 'not' } | null>(null);
  const [relatingTo, setRelatingTo] = useState<string | null>(null);
  const [isBulk, setBulk] = useState(false);
  const [snaps, setSnaps] = useRememberedLayout('read.snapsToWords', false);
  useEffect(() => pane.state.setState({ snapsToWords: snaps }), [pane, snaps]);
  const chosen = active === null ? undefined : annotationCalled(annotations, active);
  const needsActive = () => needsWriting() ?? (activeAnnotation(place) ? null : 'choose an annotation first');
  const needsCode = () => {
    if (chosen && isProvisional(chosen.annotationId)) return 'being saved';
    return needsActive() ?? (chosen?.codings.length ? null : 'it has no code yet');
  };
  const wordsOf = (id: string) =>
    annotations.find((one) => one.annotationId === id)?.quote?.exact ?? 'the whole article';
  useCommands([
    {
      id: 'code.recode',
      label: 'Recode: another code in the place of this one…',
      group: 'Code',
      icon: Replace,
      keys: ['Shift+R'],
      get disabled() {
        return needsCode();
      },
      run: () => chosen && setAsking({ annotationId: chosen.annotationId, what: 'recode' }),
    },
    ...([true, false] as const).map((isPositive) => ({
      id: isPositive ? 'code.example' : 'code.counterexample',
      label: isPositive ? 'Take as an example of its code' : 'Take as an example of what its code is not',
      group: 'Code',
      icon: isPositive ? BookPlus : BookX,
      ...(isPositive ? { keys: ['Shift+E'] } : {}),
      get disabled() {
        return needsCode() ?? (chosen?.level === 'article' ? 'a whole article has no words to take' : null);
      },
      run: () => {
        const [coding, ...more] = chosen?.codings ?? [];
        if (!chosen || !coding) return;
        if (more.length === 0) void takeExample(chosen, coding.codeId, isPositive);
        else setAsking({ annotationId: chosen.annotationId, what: isPositive ? 'example' : 'not' });
      },
    })),
    {
      id: 'code.relate',
      label: from ? 'Relate to this annotation…' : 'Relate from this annotation',
      group: 'Code',
      icon: ArrowRightLeft,
      keys: ['Shift+L'],
      get disabled() {
        return needsActive();
      },
      run: () => {
        if (!active) return;
        if (from && from.annotationId !== active) return setRelatingTo(active);
        if (from) {
          useRelationFrom.setState({ from: null });
          return say('No relation was drawn.');
        }
        useRelationFrom.setState({ from: { annotationId: active, words: wordsOf(active) } });
        say('Now go to the other annotation, in this or any article, and press Shift+L there.');
      },
    },
    {
      id: 'code.hits',
      label: 'Code where words are found…',
      group: 'Code',
      icon: ListChecks,
      keys: ['Shift+F'],
      disabled: needsWriting(),
      run: () => setBulk(true),
    },
    {
      id: 'code.snap',
      label: snaps ? 'Selections end anywhere' : 'Selections end between words',
      group: 'Select',
      icon: SpellCheck,
      keys: ['F9'],
      run: () => {
        setSnaps(!snaps);
        say(snaps ? 'Selections end at any character.' : 'Selections end between words.');
      },
    },
  ]);
  const asked = asking && annotationCalled(annotations, asking.annotationId);
  const onClose = () => setAsking(null);
  return (
    <>
      {asking?.what === 'recode' && asked ? <Recode annotation={asked} codes={byId} onClose={onClose} /> : null}
      {asking && asking.what !== 'recode' && asked ? (
        <TakeExample annotation={asked} codes={byId} isPositive={asking.what === 'example'} onClose={onClose} />
      ) : null}
      {from && relatingTo ? (
        <KindPicker
          kinds={kinds}
          from={from.words}
          to={wordsOf(relatingTo)}
          onClose={() => setRelatingTo(null)}
          onChoose={(kind) => {
            setRelatingTo(null);
            void relate(kind, from.annotationId, relatingTo);
          }}
          onCreate={(name) => {
            setRelatingTo(null);
            void createKind(name, kinds.length).then((kind) => kind && relate(kind, from.annotationId, relatingTo));
          }}
        />
      ) : null}
      {isBulk ? <BulkCode pane={pane} onClose={() => setBulk(false)} /> : null}
      <ConflictDialog />
    </>
  );
}
