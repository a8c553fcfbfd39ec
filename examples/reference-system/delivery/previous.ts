/** Where artifacts are asked for. */
export interface GitHub {
  /** Such as `https://api.github.com`. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  /** May read actions. */
  readonly token: string;
}

/** An artifact of a run. */
export interface KeptAssembly {
  readonly artifactId: number;
  readonly runId: number;
}

interface Artifact {
  readonly id: number;
  readonly expired: boolean;
  readonly created_at: string;
  readonly workflow_run: Run | null;
}

interface Run {
  readonly id: number;
  readonly head_branch: string;
  readonly repository_id: number;
  readonly head_repository_id: number;
}

/** Under which name the assembly is kept that was deployed to a stage and stayed there. */
export const keptAs = (stage: string) => `deployed-${stage}`;

/**
 * The assembly to go back to: the newest that stayed in the stage. Anyone may name an artifact so in a fork or on a branch, so only
 * those of this repository's main are looked at.
 */
export async function previousAssembly(stage: string, { api, repository, token }: GitHub): Promise<KeptAssembly | undefined> {
  const response = await fetch(`${api}/repos/${repository}/actions/artifacts?name=${keptAs(stage)}&per_page=100`, {
    headers: { 'Authorization': `Bearer ${token}`, 'Accept': 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28' },
  });
  if (!response.ok) {
    throw new Error(`GitHub answered ${response.status} for the artifacts of ${repository}: ${await response.text()}. The job needs the permission actions: read`);
  }
  const { artifacts } = await response.json() as { artifacts: Artifact[] };
  const [newest] = artifacts.filter(({ expired, workflow_run: run }) => !expired && run?.head_branch === 'main' && run.head_repository_id === run.repository_id)
    .sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
  return newest && { artifactId: newest.id, runId: newest.workflow_run!.id };
}
