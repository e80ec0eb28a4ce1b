/** Sources remembered from batch to batch of an import are those of the project, whoever changed them in between. */
import { expect, it } from 'vitest';
import { openForTest } from '../../electron/backend/db/connection.ts';
import { withSourceRegister } from '../../electron/backend/services/sources/register.ts';

const named = (declared: string) => ({ domain: null, declared, folder: null });

it('another batch finds the source of the one before', () => {
  const { db, transaction } = openForTest();
  const find = () =>
    transaction('bulk', () => withSourceRegister(db, (register) => register.idFor(named('Velm Gazette'))));
  expect(find()).toBe(find());
  expect(db.column('SELECT name FROM source')).toEqual(['Velm Gazette']);
});

it('a batch that was undone leaves no source behind in memory', () => {
  const { db, transaction } = openForTest();
  const batch = (name: string, after = () => {}) =>
    transaction('bulk', () => {
      const id = withSourceRegister(db, (register) => register.idFor(named(name)));
      after();
      return id;
    });
  batch('Tarrow Post');
  const fail = () => {
    throw new Error('the disk is full');
  };
  expect(() => batch('Velm Gazette', fail)).toThrow('the disk is full');
  const id = batch('Velm Gazette');
  expect(db.value('SELECT name FROM source WHERE id = ?', id!)).toBe('Velm Gazette');
});

it('a name or an alias that a person gave between two batches counts in the next one', () => {
  const { db, transaction } = openForTest();
  const find = (name: string) =>
    transaction('bulk', () => withSourceRegister(db, (register) => register.idFor(named(name))));
  const post = find('Tarrow Post')!;
  db.run(`UPDATE source SET name = 'Post of Tarrow', identity = 'name:post of tarrow' WHERE id = ?`, post);
  expect(find('Post of Tarrow')).toBe(post);
  db.run(`INSERT INTO source_alias (identity, source_id, name) VALUES ('name:the post', ?, 'The Post')`, post);
  expect(find('The Post')).toBe(post);
});
