// What people may set of the analysers, apart from their procedures: a database thread needs it without the word lists.
import type { DeclaredSetting, SettingValue, SettingValues } from '../../../shared/model/analyser-setting.ts';

/** The techniques with a measurable signal; the others are for people. */
export const techniqueLabels = [
  'Loaded_Language',
  'Name_Calling',
  'Doubt',
  'Flag_Waving',
  'Repetition',
  'Slogans',
  'Exaggeration',
  'Appeal_to_Fear',
  'Glittering_Generalities',
  'Appeal_to_Tradition',
] as const;

const threshold = (value: number, what: string): DeclaredSetting => ({
  name: 'threshold',
  title: 'Least score',
  explanation: `${what} with a lower score are not kept. The measured accuracy holds for ${value}.`,
  kind: 'number',
  ...{ default: value, min: 0.05, max: 0.95, step: 0.05, unit: '' },
});
const words = (name: string, title: string, explanation: string): DeclaredSetting => ({
  ...{ name, title, explanation, kind: 'words', default: [] },
});

const declared: Readonly<Record<string, readonly DeclaredSetting[]>> = {
  techniques: [
    {
      name: 'labels',
      title: 'Techniques',
      explanation: 'Which techniques are looked for.',
      kind: 'labels',
      options: techniqueLabels.map((value) => ({ value, title: value.replaceAll('_', ' ') })),
      default: [...techniqueLabels],
    },
    threshold(0.5, 'Findings'),
    words(
      'loadedWords',
      'Loaded words of your own',
      'Counted as emotive wherever they stand. A word ending in ~ stands for any ending.',
    ),
    words('plainWords', 'Words to ignore', 'Never counted as emotive or as names that make people small.'),
  ],
  claims: [threshold(0.57, 'Sentences')],
  quotations: [
    threshold(0.5, 'Quotations'),
    words('verbs', 'Reporting verbs of your own', 'Verbs that say who speaks, each form by itself: quoth, opined.'),
  ],
  stories: [
    {
      name: 'window',
      title: 'Days between articles',
      explanation: 'Articles further apart are not put into one story; a story that goes on may be longer.',
      kind: 'number',
      ...{ default: 7, min: 1, max: 60, step: 1, unit: 'days' },
    },
    {
      name: 'topic',
      title: 'Least likeness',
      explanation: 'How alike two articles must be to be about one topic. Higher gives more and smaller stories.',
      kind: 'number',
      ...{ default: 0.12, min: 0.02, max: 0.6, step: 0.01, unit: '' },
    },
  ],
};

/** Empty for an analyser that has none. */
export const declaredSettings = (analyser: string): readonly DeclaredSetting[] =>
  Object.hasOwn(declared, analyser) ? declared[analyser]! : [];

/** What is in force: what was set, and what the analyser comes with for the rest. */
export function settingsInForce(analyser: string, set: SettingValues = {}): SettingValues {
  return Object.fromEntries(
    declaredSettings(analyser).map((setting) => [
      setting.name,
      fits(setting, set[setting.name]) ? set[setting.name]! : setting.default,
    ]),
  );
}

/** What differs from what the analyser comes with, in the order of its settings; values that do not fit are left out. */
export function settingsChanged(analyser: string, set: SettingValues): SettingValues {
  return Object.fromEntries(
    declaredSettings(analyser).flatMap((setting): [string, SettingValue][] => {
      const value = set[setting.name];
      if (value === undefined || !fits(setting, value)) return [];
      const kept = tidied(setting, value);
      return JSON.stringify(kept) === JSON.stringify(setting.default) ? [] : [[setting.name, kept]];
    }),
  );
}

/** Null when a value can be kept, else what is wrong with it. */
export function faultOf(setting: DeclaredSetting, value: SettingValue): string | null {
  if (fits(setting, value)) return null;
  switch (setting.kind) {
    case 'number':
      return `${setting.title}: a number from ${setting.min} to ${setting.max}.`;
    case 'labels':
      return `${setting.title}: at least one of ${setting.options.map(({ value: one }) => one).join(', ')}.`;
    case 'words':
      return `${setting.title}: words, at most 500 of up to 100 characters.`;
  }
}

function fits(setting: DeclaredSetting, value: SettingValue | undefined): boolean {
  switch (setting.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= setting.min && value <= setting.max;
    case 'labels':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((one) => setting.options.some((option) => option.value === one))
      );
    case 'words':
      return Array.isArray(value) && value.length <= 500 && value.every((one) => one.length > 0 && one.length <= 100);
  }
}

/** The same choice is the same value, however it was written. */
function tidied(setting: DeclaredSetting, value: SettingValue): SettingValue {
  if (!Array.isArray(value)) return value;
  if (setting.kind === 'labels') return setting.options.map((one) => one.value).filter((one) => value.includes(one));
  return [...new Set(value.map((one) => one.trim().toLowerCase()))].sort();
}

export const numberSet = (values: SettingValues, name: string): number => values[name] as number;
export const wordsSet = (values: SettingValues, name: string): readonly string[] => values[name] as string[];
