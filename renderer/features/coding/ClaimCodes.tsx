import { Tag } from 'lucide-react';
import type { Claim } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { Button, CodeSwatch, Menu, warnOf } from '../../ui/index.ts';
import { useCodes } from './annotations.ts';
import styles from './ClaimCard.module.css';
import { codable } from './recent-codes.ts';

/** Codes that claims can be given, in the codebook's order. */
export const codesForClaims = (codes: readonly Code[]) =>
  codable(codes).filter((code) => code.appliesTo.includes('claim'));

/** Gives or takes away a code of many claims. */
export function codeClaims(claimIds: readonly string[], codeId: string, give: boolean) {
  const codes = give ? { addCodeIds: [codeId] } : { removeCodeIds: [codeId] };
  withCoder(() => call('claims.code', { claimIds: [...claimIds], ...codes })).catch(warnOf);
}

/** Codes of a claim, one's own to give and take away. */
export function ClaimCodes({ claim, locked }: { claim: Claim; locked: string | undefined }) {
  const { codes, byId } = useCodes();
  const able = codesForClaims(codes);
  const mine = new Set(claim.codings.filter((coding) => coding.isMine).map(({ codeId }) => codeId));
  if (able.length === 0 && claim.codings.length === 0) return null;
  return (
    <div className={styles.line} data-control>
      <span aria-hidden="true">Codes</span>
      <span className={styles.codes}>
        {claim.codings.map(({ codeId, coder, isMine }) => (
          <span key={`${codeId} ${coder}`} className={styles.code}>
            <CodeSwatch color={byId.get(codeId)?.color ?? 9} />
            <bdi className="ell">{byId.get(codeId)?.name ?? 'A deleted code'}</bdi>
            {isMine ? null : <bdi className="t3">{coder}</bdi>}
          </span>
        ))}
        <Menu
          label="Codes of the claim"
          trigger={
            <Button tone="quiet" icon={Tag} disabled={locked ?? (able.length === 0 && 'no code applies to claims')}>
              Code…
            </Button>
          }
          groups={[
            {
              entries: able.map((code) => ({
                id: code.codeId,
                label: code.name,
                checked: mine.has(code.codeId),
                sign: <CodeSwatch color={code.color} />,
                run: () => codeClaims([claim.claimId], code.codeId, !mine.has(code.codeId)),
              })),
            },
          ]}
        />
      </span>
    </div>
  );
}
