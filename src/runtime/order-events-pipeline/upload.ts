import type { ImageType, KeptThumbnail, Rejection } from '../../contract/order-events-pipeline-images';
import type { WriteOrigin } from '../serverless-crud-api/write-origin';

/** An upload as it is known from when it was asked for. */
export interface Upload {
  /** `sub` of the user whose it is. */
  readonly owner: string;
  readonly status: 'PENDING' | 'READY' | 'REJECTED';
  readonly reason?: Rejection;
  /** Smallest first. */
  readonly thumbnails?: readonly KeptThumbnail[];
  /** The request that asked for it. */
  readonly origin?: WriteOrigin;
}

/** An upload that was asked for just now. */
export interface NewUpload {
  readonly id: string;
  readonly owner: string;
  readonly contentType: ImageType;
  readonly origin: WriteOrigin;
}
