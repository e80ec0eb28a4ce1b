import { dirname } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';

const NO_PLACE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EINVAL', 'ENAMETOOLONG', 'EBUSY', 'EEXIST'];

/** What the file system said of a place that something is written to, in the user's words. */
export function asFileError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  const code = (error as NodeJS.ErrnoException)?.code;
  const details = { path, reason: code };
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `There is no room left on the disk that holds ${path}. Nothing was written. Free some space, then try again.`;
    return new AppError('DISK_FULL', message, details, { cause: error });
  }
  if (code === 'ENOENT') {
    const message = `The folder ${dirname(path)} does not exist. Choose another place.`;
    return new AppError('PATH_NOT_FOUND', message, details, { cause: error });
  }
  if (code && NO_PLACE.includes(code)) {
    const message = `${path} cannot be written (${code}). Choose a place you can write to.`;
    return new AppError('PATH_NOT_WRITABLE', message, details, { cause: error });
  }
  return error;
}
