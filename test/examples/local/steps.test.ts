import { showSteps } from '../../../examples/reference-system/local/steps';

describe('the progress of a start', () => {
  let shown: string;
  let now: number;
  const step = () => showSteps((text) => { shown += text; }, () => now);
  beforeEach(() => {
    shown = '';
    now = 0;
  });

  test('each step is named when it begins and timed when it ends', async () => {
    const result = await step()('Deploying', async () => {
      expect(shown).toBe('  Deploying … ');
      now = 1250;
      return 7;
    });

    expect(result).toBe(7);
    expect(shown).toBe('  Deploying … 1.3 s\n');
  });

  test('a step that fails ends its line, and its failure goes on', async () => {
    await expect(step()('Deploying', async () => { throw new Error('no'); })).rejects.toThrow('no');

    expect(shown).toBe('  Deploying … failed after 0.0 s\n');
  });
});
