import { Globe, Search } from 'lucide-react';
import { useState } from 'react';
import { create } from 'zustand';
import type { Claim } from '../../../shared/model/claim.ts';
import { isSearch, type OutsideResult, type Provider } from '../../../shared/model/provider.ts';
import { goTo } from '../../app/rooms.ts';
import { grouped } from '../../state/grouped.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Button,
  count,
  counted,
  Dialog,
  EmptyState,
  ErrorState,
  Field,
  Head,
  Select,
  SkeletonRows,
} from '../../ui/index.ts';
import { FoundPage, FoundReview } from './Found.tsx';
import styles from './Providers.module.css';
import { SendStage } from './SendStage.tsx';
import { useOutside } from './useOutside.ts';

/** Kept apart from the card, which is made anew where a window becomes narrow. */
const useOpen = create<{ claimId: string | null }>(() => ({ claimId: null }));

/** The way from a claim to what lies beyond the corpus; says how much is there already. */
export function LookBeyond({ claim, locked }: { claim: Claim; locked: string | undefined }) {
  const open = useOpen((state) => state.claimId === claim.claimId);
  const setOpen = (isOpen: boolean) => useOpen.setState({ claimId: isOpen ? claim.claimId : null });
  const { data: reviews = [] } = useBackend('providers.reviews', { claimId: claim.claimId });
  const alike = reviews.filter(({ isTaken }) => !isTaken).length;
  return (
    <>
      <Button tone="quiet" icon={Globe} onPress={() => setOpen(true)} data-look-beyond>
        Look beyond the corpus…{alike > 0 ? <span className="num t2">{counted(alike, 'fact check')}</span> : null}
      </Button>
      <Dialog
        title={`Claim ${claim.number}: beyond the corpus`}
        isOpen={open}
        onClose={() => setOpen(false)}
        width={760}
        footer={
          <Button size="form" onPress={() => setOpen(false)}>
            Close
          </Button>
        }
      >
        {open ? <Beyond claim={claim} locked={locked} onLeave={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

function Beyond({ claim, locked, onLeave }: { claim: Claim; locked: string | undefined; onLeave(): void }) {
  const { claimId } = claim;
  const providers = useBackend('providers.list', {});
  const results = useBackend('providers.results', { claimId });
  const reviews = useBackend('providers.reviews', { claimId });
  const settings = (
    <Button
      size="form"
      onPress={() => {
        onLeave();
        goTo('settings');
      }}
    >
      Providers in Settings
    </Button>
  );
  const error = providers.error ?? results.error ?? reviews.error;
  if (error) return <ErrorState inline error={error} onRetry={() => void providers.refetch()} />;
  if (!providers.data || !results.data || !reviews.data) return <SkeletonRows rows={4} />;
  const on = providers.data.filter(({ isOn }) => isOn);
  const searching = on.filter(({ kind }) => isSearch(kind));
  const feeds = on.filter(({ kind }) => kind === 'claimreview');
  const nothing = results.data.length === 0 && reviews.data.length === 0;
  if (on.length === 0 && nothing) {
    return (
      <EmptyState icon={Globe} title="No provider is switched on" actions={settings}>
        Parallax asks nobody by itself. A provider is a server that you name, for instance a wiki, a SearXNG or a feed
        of published fact checks. When one is switched on, the words you search for leave this machine, each time only
        after you have seen exactly what is sent.
      </EmptyState>
    );
  }
  return (
    <>
      <q className={`${styles.statement} serif`} dir="auto">
        {claim.statement}
      </q>
      {searching.length > 0 ? (
        <SearchBar claim={claim} providers={searching} locked={locked} />
      ) : (
        <p className="small t2">No provider that can be searched is switched on. {settings}</p>
      )}
      {results.data.length > 0 ? <Results results={results.data} {...{ claimId, locked }} /> : null}
      {feeds.length > 0 ? (
        <section aria-label="Fact checks">
          <Head level={3} end={counted(reviews.data.length, 'fact check')}>
            Published fact checks that say much the same
          </Head>
          {reviews.data.length === 0 ? (
            <p className="small t3">
              None of the {count(feeds.reduce((sum, { reviews }) => sum + reviews, 0))} fact checks of{' '}
              {feeds.map(({ name }) => name).join(', ')} is like this claim. They were compared on this machine.
            </p>
          ) : (
            <ul className={styles.found}>
              {reviews.data.map((review) => (
                <FoundReview key={review.reviewId} {...{ review, claimId, locked }} />
              ))}
            </ul>
          )}
        </section>
      ) : null}
      <p className="small t3">
        What is found is a suggestion. It becomes evidence only when you take it, and says nothing of the verdict.
      </p>
    </>
  );
}

function SearchBar(props: { claim: Claim; providers: readonly Provider[]; locked: string | undefined }) {
  const { claim, providers, locked } = props;
  const [query, setQuery] = useState(claim.statement.slice(0, 300));
  const [chosen, setChosen] = useState(providers[0]!.providerId);
  const [none, setNone] = useState<string | null>(null);
  const provider = providers.find(({ providerId }) => providerId === chosen) ?? providers[0]!;
  const outside = useOutside(({ results, found }) =>
    setNone(
      results.length === 0
        ? `${provider.name} found nothing${found > 0 ? ' that has an address of the web' : ''}. Try fewer words, or others.`
        : null,
    ),
  );
  const search = () => {
    setNone(null);
    outside.ask(provider.providerId, { what: 'search', query, claimId: claim.claimId });
  };
  const isBusy = outside.stage.kind !== 'idle' && outside.stage.kind !== 'failed';
  return (
    <>
      <div className={styles.searchBar}>
        <Field
          label="Words to search for"
          labelHidden
          icon={Search}
          value={query}
          onChange={setQuery}
          onSubmit={() => query.trim() && !locked && !isBusy && search()}
          maxLength={500}
          dir="auto"
          autoFocus
        />
        <Select
          label="Provider"
          labelHidden
          value={provider.providerId}
          onChange={setChosen}
          options={providers.map(({ providerId, name }) => ({ value: providerId, label: name }))}
        />
        <Button
          size="form"
          tone={outside.stage.kind === 'preview' ? 'plain' : 'primary'}
          disabled={locked ?? (isBusy || query.trim() === '')}
          onPress={search}
        >
          Search…
        </Button>
      </div>
      <SendStage outside={outside} />
      {none ? (
        <p className="small t2" role="status">
          {none}
        </p>
      ) : null}
    </>
  );
}

function Results(props: { results: readonly OutsideResult[]; claimId: string; locked: string | undefined }) {
  const bySent = [...grouped(props.results, ({ sentId }) => sentId).values()];
  return bySent.map((results) => {
    const { provider, query, at, sentId } = results[0]!;
    return (
      <section key={sentId} aria-label={`Found by ${provider}`}>
        <Head
          level={3}
          end={<span>{new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}</span>}
        >
          {counted(results.length, 'page')} from <bdi>{provider}</bdi> for “<bdi>{query}</bdi>”
        </Head>
        <ul className={styles.found}>
          {results.map((result) => (
            <FoundPage key={result.ord} result={result} claimId={props.claimId} locked={props.locked} />
          ))}
        </ul>
      </section>
    );
  });
}
