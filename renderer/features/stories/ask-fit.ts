import { call } from '../../state/backend.ts';
import { ask, say, warnOf } from '../../ui/index.ts';
import { fitInWords, isBetter } from './fit-words.ts';

/** Shows what people's corrections say of the least likeness of a story, and sets it when asked to. */
export async function askFit(): Promise<void> {
  try {
    const fit = await call('stories.fit', {});
    const title = 'What corrections say of the least likeness';
    if (!isBetter(fit)) {
      await ask({ title, text: fitInWords(fit), action: 'Close' });
      return;
    }
    const topic = fit.best.topic;
    const answer = await ask({ title, text: fitInWords(fit), action: `Set it to ${topic.toFixed(2)}` });
    if (answer !== 'action') return;
    await call('analysis.setSettings', { analyser: 'stories', values: { topic } });
    say(`Least likeness: ${topic.toFixed(2)}. Look for stories again to use it.`);
  } catch (error) {
    warnOf(error);
  }
}
