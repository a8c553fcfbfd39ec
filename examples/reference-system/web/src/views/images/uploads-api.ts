import type { Thumbnail } from './upload';
import type { Apis } from '../../api/apis';
import { ApiFailure, readProblem, Unreachable } from '../../api/failure';

/** Where to put a file: a presigned POST of the store. */
export interface Slot {
  readonly id: string;
  readonly url: string;
  readonly fields: { readonly [name: string]: string };
  readonly maxBytes: number;
}

export interface Processed {
  readonly status: 'PENDING' | 'READY' | 'REJECTED';
  readonly reason?: string;
  readonly thumbnails?: readonly Thumbnail[];
}

export function uploadsApi({ send }: Apis) {
  const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await send(path, init).catch((error: unknown) => { throw new Unreachable(error); });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) { throw new ApiFailure(response.status, readProblem(body)); }
    return body as T;
  };
  return {
    reserve: (file: File): Promise<Slot> => ask('/uploads', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ contentType: file.type, size: file.size }),
    }),
    look: (id: string): Promise<Processed> => ask(`/uploads/${encodeURIComponent(id)}`),
    put,
  };
}

/** Sends the file to the store. XMLHttpRequest, since fetch tells nothing of how much was sent. */
function put({ url, fields }: Slot, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) { form.append(name, value); }
    form.append('file', file); // the store ignores what comes after it
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded }) => onSent(Math.min(loaded, file.size)));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) { resolve(); } else { reject(new ApiFailure(request.status)); }
    });
    request.addEventListener('error', () => reject(new Unreachable(undefined)));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', url);
    request.send(form);
  });
}
