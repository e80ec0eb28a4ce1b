import type { PickedFile } from '../../app/picked-files.ts';
import { call } from '../../state/backend.ts';

/** Bytes of one piece. */
export const pieceBytes = 1_000_000;
/** Files on their way at the same time: enough to hide the way there and back of small ones. */
const lanes = 4;

export interface UploadProgress {
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
}

/**
 * Hands files over to the backend in pieces and returns the upload's id. Rejects when it is aborted or a piece is refused;
 * what was handed over until then is thrown away.
 */
export async function upload(
  folder: string,
  files: readonly PickedFile[],
  options: { signal: AbortSignal; onProgress(progress: UploadProgress): void },
): Promise<string> {
  const { signal } = options;
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const progress = { files: 0, totalFiles: files.length, bytes: 0, totalBytes };
  options.onProgress({ ...progress });
  const { uploadId } = await call(
    'import.beginUpload',
    { title: folder, files: files.length, bytes: totalBytes },
    { signal },
  );
  const waiting = [...files];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await uploadFile(uploadId, next, signal, (sent) => {
        progress.bytes += sent;
        options.onProgress({ ...progress });
      });
      progress.files++;
      options.onProgress({ ...progress });
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(lanes, files.length) }, lane));
    return uploadId;
  } catch (error) {
    waiting.length = 0;
    await call('import.dropUpload', { uploadId }).catch(() => {});
    throw error;
  }
}

async function uploadFile(uploadId: string, picked: PickedFile, signal: AbortSignal, onSent: (bytes: number) => void) {
  let offset = 0;
  // An empty file is sent as one empty piece: that it is there, and empty, belongs to what was chosen.
  do {
    signal.throwIfAborted();
    const bytes = new Uint8Array(await picked.file.slice(offset, offset + pieceBytes).arrayBuffer());
    await call('import.uploadPiece', { uploadId, path: picked.path, offset, bytes }, { signal });
    offset += bytes.length;
    onSent(bytes.length);
  } while (offset < picked.file.size);
}
