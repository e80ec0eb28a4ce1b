import { basename, resolve } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { importOptions } from '../../shared/model/import.ts';
import { describeProject, freePathForName, listProjects, pathForName, projectsDirOf } from './app/projects-dir.ts';
import { describeSampleCorpus } from './app/sample-corpus.ts';
import type { SettingsFile } from './app/settings.ts';
import { retryImport, watchFolder } from './import-again.ts';
import { checkAnalysers, readAnalysers } from './jobs/analyze.ts';
import { checkTarget } from './jobs/copy.ts';
import { dropDownload } from './jobs/export.ts';
import type { Jobs } from './jobs/jobs.ts';
import { readOnlyError } from './project-threads.ts';
import type { Outside } from './providers/outside.ts';
import type { HostHandlers } from './router.ts';
import type { Backend } from './services/backend.ts';
import { alignArticlesOf, differenceOfVersions, quotationsAcross, statementsAcross } from './services/compare/index.ts';
import { differenceOfArticles } from './services/duplicates/difference.ts';
import { beginUpload, dropUpload, importTitle, surveyOrigin, uploadPiece } from './services/import/host.ts';
import { createLikelyLearning } from './services/likely/learn.ts';
import { fitOfStories } from './services/stories/fit.ts';
import { reportOfStory } from './services/stories/report.ts';
import { sectionsOfStory } from './services/stories/sections.ts';
import type { Session } from './session.ts';
import type { Views } from './views.ts';

export interface HostParts {
  backend: Backend;
  session: Session;
  settings: SettingsFile;
  jobs: Jobs;
  views: Views;
  outside: Outside;
  version: string;
  host: 'desktop' | 'web' | 'cli' | 'test';
  logFile: string;
  offeredFolder: string | null;
  /** Null where folders are not watched. */
  watching: { mayWatch(location: string): boolean; refresh(): Promise<void> } | null;
  /** Everything to do after another project is open, or none. */
  projectChanged(): Promise<void>;
}

/** Methods that need more than a database thread: settings, files, jobs, views, other threads. */
export function createHostHandlers(parts: HostParts): HostHandlers {
  const { backend, session, settings, jobs, views } = parts;
  const likely = createLikelyLearning(backend);
  const projectsDir = projectsDirOf(backend.dataDir);
  const openedAt = (path: string) => settings.recent().find((entry) => entry.path === path)?.openedAt ?? null;

  /** A browser reaches only the projects that were offered to it. */
  function checkReach(path: string) {
    if (parts.host !== 'web') return;
    const known = [
      ...settings.recent().map((entry) => entry.path),
      ...listProjects(projectsDir, openedAt).map((p) => p.path),
    ];
    if (!known.includes(resolve(path))) {
      throw new AppError(
        'PATH_NOT_ALLOWED',
        `A browser opens only projects of the list. To open ${path}, start Parallax with --project.`,
        {
          path,
        },
      );
    }
  }

  /** A browser imports what it uploads, the sample corpus, and the folder that the start offered; no path of its own. */
  function checkOrigin(origin: object) {
    if (parts.host !== 'web' || !('paths' in origin)) return;
    throw new AppError(
      'PATH_NOT_ALLOWED',
      'A browser cannot name folders of this machine. Upload the folder, or start Parallax with --folder.',
    );
  }

  let lastTurn: Promise<unknown> = Promise.resolve();
  /** One change of project after the other: two at once would mix up whose jobs, views and coder are whose. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(work);
    lastTurn = turn.catch(() => {});
    return turn;
  }

  /** Jobs of the project that is open stop at their next safe point and go on when it is opened again. */
  async function leave() {
    await parts.outside.leave();
    await likely.leave();
    if (session.info) await jobs.suspend();
  }

  async function replaceProject(work: () => Promise<unknown>) {
    await leave();
    try {
      await work();
    } finally {
      await parts.projectChanged();
    }
    if (!session.info) throw new AppError('NO_PROJECT', 'No project is open.');
    settings.remember(session.info.path, backend.now().toISOString());
    return session.info;
  }

  const create = ({ path, name }: { path?: string | undefined; name?: string | undefined }) => {
    if (path !== undefined && parts.host === 'web') {
      throw new AppError('PATH_NOT_ALLOWED', 'In a browser a project is made by name, in the data folder.', { path });
    }
    if (path === undefined && name === undefined)
      throw new AppError('INVALID_INPUT', 'A new project needs a name or a path.');
    const target = path ?? pathForName(projectsDir, name ?? '');
    return inTurn(() => replaceProject(() => session.create(target)));
  };

  /** Sections are kept where the project can be written. */
  const storyBackend = () =>
    session.threads().readOnly ? { read: backend.read.bind(backend), analyse: backend.analyse.bind(backend) } : backend;

  return {
    'app.info': () => ({
      version: parts.version,
      host: parts.host,
      platform: process.platform,
      dataDir: backend.dataDir,
      projectsDir,
      logFile: parts.logFile,
      offeredFolder: parts.offeredFolder,
      sampleCorpus: describeSampleCorpus(backend.resourcesDir),
    }),
    'app.settings': () => settings.get(),
    async 'app.changeSettings'(patch) {
      const before = settings.get().coderName;
      const after = settings.change(patch);
      backend.emit('settings', after);
      if (after.coderName !== before) await session.adoptCoder();
      return after;
    },
    'app.report'({ message, stack }) {
      backend.log.error({ page: true, message, stack }, 'failure in the page');
      return {};
    },

    'projects.recent': () => settings.recent().map((entry) => describeProject(entry.path, entry.openedAt)),
    'projects.list': () => listProjects(projectsDir, openedAt),
    'projects.forget'({ path }) {
      settings.forget(path);
      return {};
    },
    'projects.create': create,
    async 'projects.open'({ path, readOnly }) {
      checkReach(path);
      return inTurn(async () => {
        if (session.info?.path === resolve(path) && session.info.readOnly === readOnly) return session.info;
        return replaceProject(() => session.open(path, readOnly));
      });
    },
    'projects.close': () =>
      inTurn(async () => {
        await leave();
        await session.close();
        await parts.projectChanged();
        return {};
      }),
    'projects.current': () => session.info,
    async 'projects.createSample'() {
      const project = await create({ name: basename(freePathForName(projectsDir, 'Sample corpus')) });
      const input = { origin: { sampleCorpus: true }, options: importOptions.parse({}) };
      return { project, jobId: await jobs.start('import', 'Importing the sample corpus', input) };
    },
    async 'projects.saveCopy'({ path, overwrite }) {
      const from = session.threads().path;
      const to = parts.host === 'web' ? pathForName(projectsDir, path) : resolve(path);
      if (to === from)
        throw new AppError('PROJECT_EXISTS', 'A copy needs another name than the project itself.', { path: to });
      checkTarget({ to, overwrite });
      return { jobId: await jobs.start('copy', `Saving a copy as ${basename(to)}`, { from, to, overwrite }) };
    },
    async 'coders.use'({ name }) {
      const { coderName } = settings.change({ coderName: name });
      backend.emit('settings', settings.get());
      if (session.info && !session.info.readOnly) await backend.write('coders.use', { name });
      await session.adoptCoder();
      return { name: coderName };
    },

    'jobs.list': () => (session.info ? jobs.list() : []),
    'jobs.get': ({ jobId }) => jobs.get(jobId),
    async 'jobs.cancel'({ jobId }) {
      await jobs.cancel(jobId);
      return {};
    },
    async 'jobs.resume'({ jobId }) {
      await jobs.resume(jobId);
      return {};
    },

    'import.survey'({ origin, options, skip }) {
      checkOrigin(origin);
      return surveyOrigin(backend, origin, options, skip);
    },
    async 'import.start'(input) {
      checkOrigin(input.origin);
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      const title = await importTitle(backend, input.origin);
      // By its path: the job may go on after a restart that offers another folder, or none.
      const offered = 'offeredFolder' in input.origin && backend.offeredFolder;
      const origin = offered ? { paths: [offered] } : input.origin;
      return { jobId: await jobs.start('import', title, { ...input, origin }) };
    },
    async 'originals.reextract'(input) {
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      const title = input.apply ? 'Reading articles again' : 'Looking at what reading again would change';
      return { jobId: await jobs.start('reextract', title, input) };
    },
    'import.retry': ({ jobId }) => retryImport(parts, jobId),
    async 'import.watch'({ rootId, on }) {
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      await watchFolder(parts, rootId, on);
      return {};
    },
    'import.beginUpload': (input) => beginUpload(backend, input),
    'import.uploadPiece': (input) => uploadPiece(backend, input),
    async 'import.dropUpload'(input) {
      await dropUpload(backend, input);
      return {};
    },

    'articles.openView': (input, signal) => views.openView(input, { signal }),
    'articles.rows': (input, signal) => views.rows(input, { signal }),
    'articles.indexInView': (input) => views.indexInView(input),
    'triage.decide': (input) => views.decide(input),
    'compare.align': (input, signal) => alignArticlesOf(backend, input, signal),
    'compare.statements': (input, signal) => statementsAcross(backend, input, signal),
    'compare.quotations': (input, signal) => quotationsAcross(backend, input, signal),
    'compare.versionDifference': (input, signal) => differenceOfVersions(backend, input, signal),
    'duplicates.difference': (input, signal) => differenceOfArticles(backend, input, signal),

    async 'agreement.start'(question) {
      // Asked first, so that what cannot be compared is said at once.
      await backend.read('agreement/plan', question);
      return { jobId: await jobs.start('agreement', 'Comparing coders', question) };
    },

    'analysis.analysers': () => readAnalysers(backend),
    async 'analysis.start'({ only }) {
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      await checkAnalysers(backend, only);
      return { jobId: await jobs.start('analyze', 'Analysing the articles', { only }) };
    },

    async 'learning.start'() {
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      return { jobId: await jobs.start('learn', 'Learning from the coding', {}) };
    },

    async 'likely.learn'() {
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      return likely.learn();
    },

    'stories.sections': (input, signal) => sectionsOfStory(storyBackend(), input, signal),
    'stories.fit': (_input, signal) => fitOfStories(backend, signal),
    'stories.report': (input, signal) => reportOfStory(storyBackend(), input, signal),

    ...parts.outside.handlers,

    async 'cleaning.start'({ sourceIds }) {
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      return { jobId: await jobs.start('clean', 'Cleaning across sources', { sourceIds }) };
    },
    async 'cleaning.setRules'({ sourceId, ruleIds, on }) {
      const { source } = await backend.write<{ source: string }>('cleaning/switch', { sourceId, ruleIds, on });
      return { jobId: await jobs.start('clean', `Cleaning ${source}`, { sourceIds: [sourceId] }) };
    },

    async 'merge.start'({ paths }) {
      const { path, readOnly } = session.threads();
      if (readOnly) throw readOnlyError(path);
      for (const other of paths) checkReach(other);
      const [first = ''] = paths;
      const what = paths.length === 1 ? basename(first).replace(/\.parallax$/i, '') : `${paths.length} project files`;
      const input = { project: path, paths: paths.map((other) => resolve(other)) };
      return { jobId: await jobs.start('merge', `Merging ${what}`, input) };
    },

    async 'export.dropDownload'({ jobId }) {
      await dropDownload(backend.dataDir, jobId);
      return {};
    },
    async 'export.start'(input) {
      session.threads();
      if (input.out !== null && parts.host === 'web') {
        throw new AppError(
          'PATH_NOT_ALLOWED',
          'In a browser an export is downloaded; it is not written to a folder of the server.',
        );
      }
      if (input.out === null && parts.host !== 'web' && parts.host !== 'test') {
        throw new AppError('INVALID_INPUT', 'Choose a folder to export to.');
      }
      if (!input.despiteBlind) await backend.read('rounds/refuseExport', {});
      return { jobId: await jobs.start('export', 'Exporting CSV', input) };
    },
  };
}
