import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { STAGES, type StageName } from '../../examples/reference-system/stages';
import { composeSystem } from '../../examples/reference-system/system';

/** The whole reference system, as it is deployed. @returns the folder of its cloud assembly */
export function synthReferenceSystem(region: string, stage: StageName = 'staging'): string {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'reference-system-')) });
  composeSystem(app, STAGES[stage], { env: { account: '111111111111', region } });
  return app.synth().directory;
}
