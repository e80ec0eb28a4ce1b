import { ExternalLink, Plus, Search, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { firstStrongDirection } from '../../../shared/text/direction.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { selectArticle } from '../../state/selection.ts';
import {
  CodeName,
  counted,
  DateText,
  Icon,
  IconButton,
  LinkButton,
  languageName,
  Menu,
  Popover,
} from '../../ui/index.ts';
import { CodePicker, editAnnotation } from '../coding/index.ts';
import { codable } from '../coding/recent-codes.ts';
import { CopyList } from '../duplicates/CopyList.tsx';
import styles from './Headline.module.css';
import { MetadataValue } from './MetadataValue.tsx';
import { OpenDateQuestion } from './OpenDates.tsx';
import { TextOrigin } from './TextOrigin.tsx';

/** What is known about an article, above its text; each piece can be changed where it stands. */
export function Headline(props: {
  article: Article;
  annotations: readonly Annotation[];
  codes: readonly Code[];
  onCode(codeId: string): void;
}) {
  const { article } = props;
  const { title, source, byline, publishedAt, language } = article.metadata;
  const direction = firstStrongDirection(title.value ?? '') ?? article.direction;
  return (
    <header className={styles.headline}>
      <div className={styles.kicker}>
        <MetadataValue article={article} field="source">
          <span className="med">{source.value ? <bdi>{source.value}</bdi> : 'Unknown source'}</span>
        </MetadataValue>
        <MetadataValue article={article} field="publishedAt">
          <DateText value={publishedAt.value} style="full" />
        </MetadataValue>
        {publishedAt.value === null ? <OpenDateQuestion article={article} /> : null}
        <span className="num">{counted(article.words, 'word')}</span>
        <MetadataValue article={article} field="language">
          {language.value ? languageName(language.value) : 'language unknown'}
        </MetadataValue>
        {article.copies.length > 0 ? <Copies article={article} /> : null}
      </div>
      <h1 className={`${styles.title} serif`} lang={language.value ?? undefined} dir={direction}>
        <MetadataValue article={article} field="title" plain>
          {title.value || 'Untitled'}
        </MetadataValue>
      </h1>
      <p className={styles.byline}>
        <MetadataValue article={article} field="byline">
          {byline.value ? <bdi>{byline.value}</bdi> : 'no byline'}
        </MetadataValue>
        <Address article={article} />
        <TextOrigin article={article} />
      </p>
      <ArticleCodes {...props} />
      {article.warnings.map((warning) => (
        <p key={warning} className={`${styles.warning} warn`}>
          {warning}
        </p>
      ))}
    </header>
  );
}

/** The address without its scheme; opens outside. Only addresses of the web are links. */
function Address({ article }: { article: Article }) {
  const { value } = article.metadata.url;
  const isWeb = value !== null && /^https?:\/\//i.test(value);
  return (
    <span className={styles.address}>
      <MetadataValue article={article} field="url">
        <bdi className="ell">{value ? shortAddress(value) : 'no address'}</bdi>
      </MetadataValue>
      {isWeb ? (
        <a
          href={value}
          target="_blank"
          rel="noopener noreferrer"
          aria-label="Open the address"
          title="Open the address"
        >
          <Icon of={ExternalLink} size={14} />
        </a>
      ) : null}
    </span>
  );
}

export function shortAddress(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  return bare.length > 56 ? `${bare.slice(0, 55)}…` : bare;
}

function Copies({ article }: { article: Article }) {
  return (
    <Popover
      label="Copies of this article"
      width={360}
      trigger={<LinkButton>{counted(article.copies.length, 'copy', 'copies')}</LinkButton>}
    >
      {(close) => (
        <CopyList articleId={article.articleId} onOpen={({ articleId }) => selectArticle(articleId)} onLeave={close} />
      )}
    </Popover>
  );
}

/** Codes that a menu lists; of more, those with keys, and the others by name. */
const MOST_IN_MENU = 80;

/** Codes on the whole article. */
function ArticleCodes(props: {
  article: Article;
  annotations: readonly Annotation[];
  codes: readonly Code[];
  onCode(codeId: string): void;
}) {
  const { article, codes } = props;
  const locked = needsWriting() ?? undefined;
  const given = props.annotations
    .filter((annotation) => annotation.level === 'article')
    .flatMap((annotation) => annotation.codings.map((coding) => ({ annotation, coding })));
  const able = useMemo(() => codable(codes), [codes]);
  const inMenu = able.length > MOST_IN_MENU ? able.filter((code) => code.shortcut) : able;
  const [isPicking, setPicking] = useState(false);
  return (
    <div className={styles.codes} role="group" aria-label="Codes of the whole article">
      <span className="t3">Whole article</span>
      {given.map(({ annotation, coding }) => {
        const code = codes.find((one) => one.codeId === coding.codeId);
        if (!code) return null;
        return (
          <span key={coding.codingId} className={styles.code} title={`Coded by ${annotation.coder}`}>
            <CodeName color={code.color} name={code.name} />
            <IconButton
              icon={X}
              size="small"
              label={`Remove ${code.name} from the article`}
              disabled={locked}
              onPress={() => void editAnnotation(annotation, { removeCodeIds: [code.codeId] }, article.text)}
            />
          </span>
        );
      })}
      <Menu
        label="Code the whole article"
        trigger={
          <IconButton
            icon={Plus}
            size="small"
            label="Code the whole article"
            keys="A"
            disabled={locked ?? (able.length === 0 ? 'the codebook has no codes yet' : undefined)}
          />
        }
        groups={[
          {
            entries: inMenu.map((code) => ({
              id: code.codeId,
              label: code.name,
              sign: <i className={`${styles.swatch} c${code.color}`} />,
              checked: given.some(({ coding }) => coding.codeId === code.codeId),
              ...(code.shortcut ? { keys: `A ${code.shortcut.toUpperCase()}` } : {}),
              run: () => props.onCode(code.codeId),
            })),
          },
          {
            entries:
              inMenu === able
                ? []
                : [{ id: 'other', label: 'Another code…', icon: Search, run: () => setPicking(true) }],
          },
        ]}
      />
      {isPicking ? (
        <CodePicker
          title="Code the whole article"
          codes={codes}
          onClose={() => setPicking(false)}
          onChoose={(code) => {
            setPicking(false);
            props.onCode(code.codeId);
          }}
        />
      ) : null}
    </div>
  );
}
