import { AppError } from '../../../shared/contract/errors.ts';

/** Why a provider gave no usable answer. */
export type FailureReason =
  | 'not found'
  | 'refused'
  | 'certificate'
  | 'slow'
  | 'broke off'
  | 'too large'
  | 'redirect'
  | 'status'
  | 'page'
  | 'unreadable'
  | 'no sources';

/** What went wrong with a provider, in words that name the server and say what to do. */
export function providerFailed(
  reason: FailureReason,
  message: string,
  details: Record<string, unknown> = {},
  options?: ErrorOptions,
): AppError {
  return new AppError('PROVIDER_FAILED', message, { reason, ...details }, options);
}
