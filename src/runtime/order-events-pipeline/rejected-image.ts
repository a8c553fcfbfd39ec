import { REJECTIONS, type Rejection } from '../../contract/order-events-pipeline-images';

/** A file that no thumbnail is made of, however often it is tried. */
export class RejectedImage extends Error {
  /** @param cause what a decoder said */
  constructor(readonly rejection: Rejection, cause?: unknown) { super(REJECTIONS[rejection], { cause }); }
}
