import { render } from 'preact';
import { createApis } from './api/apis';
import { loadConfig } from './api/config';
import { App } from './app';
import { FailedState } from './kit/states';
import './kit/tokens.css';
import './kit/base.css';
import './kit/kit.css';
import './shell/shell.css';

const page = document.getElementById('page')!;

async function start(): Promise<void> {
  try {
    const apis = createApis(await loadConfig());
    void apis.session.restore();
    render(<App apis={apis} />, page);
  } catch (failure) {
    render(<main><FailedState failure={failure} onRetry={() => location.reload()} /></main>, page);
  }
}

void start();
