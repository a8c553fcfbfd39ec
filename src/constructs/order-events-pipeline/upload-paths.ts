import { aws_lambda as lambda } from 'aws-cdk-lib';
import type { UploadsThrottle } from './image-uploads-props';
import { IMAGE_TYPES, REJECTIONS, type ImageSettings, type UploadSettings } from '../../contract/order-events-pipeline-images';
import { CORRELATION_HEADER, JSON_TYPE } from '../../contract/wire';
import { headerRefs } from '../serverless-crud-api/openapi/headers';
import { schemaRef, type Members } from '../serverless-crud-api/openapi/model';
import { parameterRefs } from '../serverless-crud-api/openapi/parameters';
import { ANYWHERE, responsesOf } from '../serverless-crud-api/openapi/responses';
import type { OwnRoutes } from '../serverless-crud-api/own-routes';

const ID = '019abdd6-0a40-7000-8000-000000000001';
const UUID = { type: 'string', format: 'uuid' };
const URL_TEXT = { type: 'string', format: 'uri' };
const SECONDS = { type: 'integer', minimum: 1 };

/** The routes of uploads, and how the API's document describes them. */
export function uploadRoutes(
  handler: lambda.IFunction, settings: ImageSettings & UploadSettings, adminGroups: readonly string[], throttle: UploadsThrottle = {},
): OwnRoutes {
  const show = {
    tags: ['uploads'],
    description: `For its owner, or members of ${adminGroups.join(' or ')}.`,
    parameters: parameterRefs('Id', 'CorrelationId'),
  };
  const shown = { description: 'The upload as it is now.', headers: headerRefs('Cache-Control', CORRELATION_HEADER) };
  const problems = [...ANYWHERE, 'Unauthorized', 'NotFound'] as const;
  return {
    handler,
    collection: [{ httpMethod: 'POST', throttle: throttle.create }],
    item: [{ httpMethod: 'GET', throttle: throttle.read }],
    description: 'Images that users upload, and their thumbnails',
    schemas: schemasOf(settings),
    paths: {
      '/uploads': { post: takeOperation(settings) },
      '/uploads/{id}': {
        get: {
          operationId: 'readImageUpload',
          summary: 'See what became of an upload',
          ...show,
          responses: responsesOf({ 200: { ...shown, content: content('ImageUpload', { id: ID, status: 'READY', thumbnails: [thumbnail(160, 120)], expiresIn: settings.linkSeconds }) } }, problems),
        },
        head: { operationId: 'headImageUpload', summary: 'Headers of an upload', ...show, responses: responsesOf({ 200: shown }, problems) },
      },
    },
  };
}

function takeOperation({ bytesMax, formSeconds }: UploadSettings): Members {
  const example = {
    id: ID,
    url: 'https://bucket.s3.eu-west-1.amazonaws.com/',
    fields: { 'key': `uploads/b3f1c2d4-0000-4000-8000-00000000000a/${ID}`, 'Content-Type': 'image/jpeg', 'Policy': 'eyJleHBp…', 'X-Amz-Signature': '8afdbf40…' },
    expiresIn: formSeconds,
    maxBytes: bytesMax,
  };
  return {
    operationId: 'createImageUpload',
    tags: ['uploads'],
    summary: 'Ask for a form to upload an image with',
    description: 'For every user, who becomes its owner. Send the file with the form: multipart/form-data to `url`, all `fields` first, the bytes as `file` last.',
    parameters: parameterRefs('CorrelationId'),
    requestBody: { required: true, content: content('ImageUploadRequest', { contentType: 'image/jpeg', size: 123_456 }) },
    responses: responsesOf({
      201: {
        description: 'A form for one file.',
        headers: headerRefs('Cache-Control', 'Location', CORRELATION_HEADER),
        content: content('ImageUploadForm', example),
        links: { read: { operationId: 'readImageUpload', parameters: { id: '$response.body#/id' } } },
      },
    }, [...ANYWHERE, 'Unauthorized', 'ContentTooLarge', 'UnsupportedMediaType']),
  };
}

function schemasOf({ bytesMax }: UploadSettings): Members {
  return {
    ImageUploadRequest: {
      type: 'object',
      required: ['contentType'],
      properties: {
        contentType: { type: 'string', enum: [...IMAGE_TYPES], description: 'What the file is.' },
        size: { type: 'integer', minimum: 1, maximum: bytesMax, description: 'Bytes of the file: the form then takes exactly as many.' },
      },
      additionalProperties: false,
    },
    ImageUploadForm: {
      type: 'object',
      required: ['id', 'url', 'fields', 'expiresIn', 'maxBytes'],
      properties: {
        id: UUID,
        url: { ...URL_TEXT, description: 'Where the form goes, by POST.' },
        fields: { type: 'object', description: 'Fields of the form.', additionalProperties: { type: 'string' } },
        expiresIn: { ...SECONDS, description: 'Seconds that the form is good for.' },
        maxBytes: { type: 'integer', minimum: 1, description: 'Bytes that the file may have.' },
      },
    },
    ImageUpload: {
      type: 'object',
      required: ['id', 'status', 'expiresIn'],
      properties: {
        id: UUID,
        status: { type: 'string', enum: ['PENDING', 'READY', 'REJECTED'], description: 'PENDING until the file is there and was looked at.' },
        reason: { type: 'string', enum: Object.keys(REJECTIONS), description: 'Why it was rejected, for programs. New ones may come.' },
        detail: { type: 'string', description: 'Why it was rejected, for people.' },
        thumbnails: { type: 'array', description: 'Smallest first, once READY: WebP.', items: schemaRef('ImageThumbnail') },
        expiresIn: { ...SECONDS, description: 'Seconds that the links are good for.' },
      },
    },
    ImageThumbnail: {
      type: 'object',
      required: ['width', 'height', 'url'],
      properties: { width: { type: 'integer', minimum: 1 }, height: { type: 'integer', minimum: 1 }, url: URL_TEXT },
    },
  };
}

function content(schema: string, example: unknown): Members {
  return { [JSON_TYPE]: { schema: schemaRef(schema), example } };
}

function thumbnail(width: number, height: number) {
  return { width, height, url: `https://bucket.s3.eu-west-1.amazonaws.com/thumbnails/${ID}/5d41402a/160.webp?X-Amz-Signature=8afdbf40` };
}
