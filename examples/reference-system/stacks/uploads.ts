import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ADMINS } from '../admins';
import { giveReasonsOfUploads } from '../nag-reasons';
import { nameIn, type Stage } from '../stages';
import { ImageUploads, type ServerlessCrudApi } from 'serverless-inteligente';

/** Images that users upload, and their thumbnails (F2), below the commerce API. */
export class Uploads extends Construct {
  public readonly images: ImageUploads;

  constructor(scope: Construct, id: string, api: ServerlessCrudApi, stage: Stage) {
    super(scope, id);
    this.images = new ImageUploads(this, 'Images', { api, adminGroups: [ADMINS], processorFunctionName: nameIn(stage, 'image_processor') });
    giveReasonsOfUploads(this.images);
    new CfnOutput(this, 'Bucket', { value: this.images.bucket.bucketName }).overrideLogicalId('UploadsBucketName');
    new CfnOutput(this, 'DeadLetters', { value: this.images.deadLetterQueue.queueUrl }).overrideLogicalId('UploadsDeadLetterQueueUrl');
  }
}
