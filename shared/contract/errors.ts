import type { WireError } from './channel.ts';

/**
 * Codes a page or a script can act on. Every one has a message in the user's words: what, where, what to do.
 * Codes of files that could not be imported are listed in `model/import.ts`.
 */
export const errorCodes = [
  'INVALID_INPUT',
  'UNKNOWN_METHOD',
  'CANCELLED',
  'BACKEND_GONE',
  'UNEXPECTED',
  'NO_PROJECT',
  'PROJECT_NOT_FOUND',
  'PROJECT_EXISTS',
  'NOT_A_PROJECT',
  'PROJECT_TOO_NEW',
  'PROJECT_TOO_OLD',
  'PROJECT_READ_ONLY',
  'PROJECT_IN_USE',
  'PROJECT_DAMAGED',
  'DISK_FULL',
  'PATH_NOT_FOUND',
  'PATH_NOT_ALLOWED',
  'PATH_NOT_WRITABLE',
  'NOT_FOUND',
  'STALE',
  'CONFLICT',
  'QUERY_INVALID',
  'NO_CODER',
  'NOTHING_TO_UNDO',
  'JOB_RUNNING',
  'UPLOAD_INVALID',
  'FILE_UNREADABLE',
  'PROVIDER_OFF',
  'PROVIDER_FAILED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The one error type. Anything else that is thrown reaches people as UNEXPECTED with an incident id. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, details: this.details };
  }

  static fromWire(error: WireError): AppError {
    const code = (errorCodes as readonly string[]).includes(error.code) ? (error.code as ErrorCode) : 'UNEXPECTED';
    return new AppError(code, error.message, error.details);
  }
}
