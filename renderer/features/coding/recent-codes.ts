import { create } from 'zustand';
import type { Code } from '../../../shared/model/codebook.ts';

/** Codes in the order they were last given, this session. */
const useRecent = create<{ codeIds: readonly string[] }>(() => ({ codeIds: [] }));

export function rememberCode(codeId: string) {
  useRecent.setState(({ codeIds }) => ({ codeIds: [codeId, ...codeIds.filter((id) => id !== codeId)].slice(0, 12) }));
}

/** Codes that can be given: not archived, no groups. */
export const codable = (codes: readonly Code[]) => codes.filter((code) => code.isCodable && !code.archived);

/** The codes that the selection toolbar offers: last used first, then those with keys, in the codebook's order. */
export function offeredCodes(codes: readonly Code[], recent: readonly string[], limit = 3): Code[] {
  const able = codable(codes);
  const used = recent.flatMap((codeId) => able.find((code) => code.codeId === codeId) ?? []);
  const rest = able.filter((code) => !used.includes(code));
  const byKey = [...rest.filter((code) => code.shortcut), ...rest.filter((code) => !code.shortcut)];
  return [...used, ...byKey].slice(0, limit);
}

export function useOfferedCodes(codes: readonly Code[]): Code[] {
  return offeredCodes(
    codes,
    useRecent((state) => state.codeIds),
  );
}
