import { aws_s3 as s3, Duration, Size } from 'aws-cdk-lib';
import type { ImageUploadsProps } from './image-uploads-props';
import { UPLOADS_PREFIX, type ImageSettings, type UploadSettings } from '../../contract/order-events-pipeline-images';
import { checkDuration, checkKnown, checkPattern, checkRange, checkThrottle, checkWhole } from '../private/check';
import { fail } from '../private/fail';

const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
const MIB = 1024 * 1024;

/** Props made whole. @throws a synth error for what can't be */
export function imageSettings(where: string, props: ImageUploadsProps): ImageSettings & UploadSettings {
  checkDuration(where, 'formValidity', props.formValidity, Duration.minutes(1), Duration.hours(1));
  checkDuration(where, 'linkValidity', props.linkValidity, Duration.minutes(1), Duration.hours(1));
  checkRange(where, 'quality', props.quality, 1, 100, '(WebP)');
  checkRange(where, 'maxPixels', props.maxPixels, 1, 100_000_000, 'pixels');
  checkPattern(where, 'bucketName', props.bucketName, /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits and hyphens (a dot would fit no certificate)');
  checkPattern(where, 'processorFunctionName', props.processorFunctionName, FUNCTION_NAME, '1 to 64 letters, digits, _ or -');
  checkPattern(where, 'uploadsFunctionName', props.uploadsFunctionName, FUNCTION_NAME, '1 to 64 letters, digits, _ or -');
  checkThrottle(where, 'throttle.create', props.throttle?.create);
  checkThrottle(where, 'throttle.read', props.throttle?.read);
  for (const prop of ['formValidity', 'linkValidity', 'maxSize', 'maxPixels'] as const) { checkKnown(where, prop, props[prop], 'what is known at synth, since the OpenAPI document tells it'); }
  const bytesMax = (props.maxSize ?? Size.mebibytes(10)).toBytes();
  checkRange(where, 'maxSize', bytesMax, 1024, 50 * MIB, 'bytes');
  const prefix = props.thumbnailsPrefix ?? 'thumbnails/';
  checkPattern(where, 'thumbnailsPrefix', prefix, /^$|^[A-Za-z0-9!_.*'()-][A-Za-z0-9!_.*'()/-]{0,199}(?<=\/)$/, 'up to 200 letters, digits and ! _ . * \' ( ) - /, a slash at the end and none at the start');
  checkExpiry(where, props.originalsExpireAfter);
  return {
    bytesMax,
    pixelsMax: props.maxPixels ?? 50_000_000,
    sizes: checkSizes(where, props.sizes ?? [160, 640, 1_280]),
    quality: props.quality ?? 80,
    prefix,
    formSeconds: (props.formValidity ?? Duration.minutes(10)).toSeconds(),
    linkSeconds: (props.linkValidity ?? Duration.minutes(5)).toSeconds(),
  };
}

/**
 * A thumbnail under the prefix that starts the function would start it again.
 * @param watched buckets whose uploads start a function
 */
export function refuseLoop(where: string, bucket: s3.IBucket, prefix: string, isWatched: boolean) {
  if (!isWatched || !(prefix.startsWith(UPLOADS_PREFIX) || UPLOADS_PREFIX.startsWith(prefix))) { return; }
  fail({
    where,
    what: `thumbnailsPrefix lies in the uploads of ${bucket.node.path}, so that each thumbnail would be taken for an upload, for ever`,
    given: prefix,
    allowed: `prefixes beside ${UPLOADS_PREFIX}, or a bucket without uploads`,
    fix: "choose another, such as 'thumbnails/', or give thumbnailsBucket",
  });
}

function checkSizes(where: string, sizes: readonly number[]): readonly number[] {
  if (sizes.length < 1 || sizes.length > 10 || new Set(sizes).size < sizes.length) {
    fail({ where, what: 'sizes can’t be these', given: sizes, allowed: '1 to 10 sizes, each once', fix: 'correct sizes, or leave it out' });
  }
  for (const size of sizes) {
    checkWhole(where, 'one of sizes', size, 16, 4_096, 'pixels');
  }
  return [...sizes];
}

/** S3 counts in days. */
function checkExpiry(where: string, after: Duration | undefined) {
  if (!after || after.isUnresolved()) { return; }
  const days = after.toDays({ integral: false });
  if (!Number.isInteger(days) || days < 1) {
    fail({ where, what: 'originalsExpireAfter is no whole number of days', given: days, allowed: '1 day or more', fix: 'write it with Duration.days' });
  }
}
