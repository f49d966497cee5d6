// The environment of a child process: an allow-list, the names that a model lets through, and never a token of GitHub.
import { fail } from '../../errors.ts';

/** Variables that every command gets; a name that ends in `*` stands for all that begin so. */
export interface AllowedVariables {
  readonly names: readonly string[];
  readonly why: string;
}

/** The allow-list. The documentation is generated from it. */
export const ALLOWED_VARIABLES: readonly AllowedVariables[] = [
  { names: ['PATH'], why: 'where programs are found' },
  { names: ['HOME', 'USER', 'LOGNAME', 'SHELL', 'XDG_*'], why: 'whose settings and caches are used' },
  { names: ['LANG', 'LANGUAGE', 'LC_*', 'TZ'], why: 'language, and the time zone' },
  { names: ['TMPDIR', 'TMP', 'TEMP'], why: 'where temporary files go' },
  { names: ['TERM', 'NO_COLOR', 'FORCE_COLOR', 'CI'], why: 'how a program speaks' },
  { names: ['VIRTUAL_ENV', 'CONDA_*', 'PYENV_*', 'PYTHON*'], why: 'which Python runs, and with which packages' },
  { names: ['NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'R_*', 'JAVA_HOME', 'JULIA_DEPOT_PATH'], why: 'other languages' },
  { names: ['LD_LIBRARY_PATH', 'DYLD_*'], why: 'where shared libraries are found' },
  { names: ['CUDA_*', 'NVIDIA_*', 'NCCL_*', 'HIP_VISIBLE_DEVICES', 'ROCR_VISIBLE_DEVICES'], why: 'accelerators' },
  { names: ['OMP_*', 'MKL_*', 'OPENBLAS_*', 'NUMEXPR_*', 'VECLIB_*'], why: 'how many threads numeric libraries use' },
  {
    names: ['TF_CPP_MIN_LOG_LEVEL', 'TF_DETERMINISTIC_OPS', 'TF_ENABLE_ONEDNN_OPTS', 'TF_FORCE_GPU_ALLOW_GROWTH'],
    why: 'TensorFlow (not TF_*, which holds secrets of Terraform)',
  },
  {
    names: ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'],
    why: 'the way to the network',
  },
  {
    names: ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
    why: 'whose certificates are trusted',
  },
  {
    names: ['SystemRoot', 'SystemDrive', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'],
    why: 'what programs on Windows need to start',
  },
  { names: ['ProgramData', 'ProgramFiles*', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_*'], why: 'the same' },
];

/** Names that no command gets, whoever asks: GitHub's tokens, the files of a job, and what Relevo itself sets. */
export const REFUSED_VARIABLES: readonly string[] = [
  'GITHUB_*',
  'GH_*',
  'ACTIONS_*',
  'RUNNER_*',
  'INPUT_*',
  'STATE_*',
  'RELEVO_*',
];

const TOKEN = /^(?:gh[oprsu]_|github_pat_)/;

/** What a child process gets, and which of the wanted names have no value here. */
export interface ChildEnvironment {
  readonly env: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

/** An environment as a process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Takes what the allow-list and `wanted` name from a process's environment, and adds `own`. A wanted name that belongs to
 * GitHub's job, or whose value is a token of GitHub, is an error.
 */
export function childEnvironment(
  parent: Environment,
  wanted: readonly string[],
  own: Readonly<Record<string, string>>,
  platform: NodeJS.Platform = process.platform,
): ChildEnvironment {
  const fold = platform === 'win32' ? (name: string) => name.toUpperCase() : (name: string) => name;
  for (const name of wanted) requireHarmless(name, parent[name]);
  const isWanted = matcher([...ALLOWED_VARIABLES.flatMap(({ names }) => names), ...wanted], fold);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && isWanted(name) && !TOKEN.test(value)) env[name] = value;
  }
  // Otherwise what a Python program says arrives when it ends, or never when it is killed.
  env.PYTHONUNBUFFERED ??= '1';
  return { env: { ...env, ...own }, unset: wanted.filter(name => !parent[name]) };
}

function requireHarmless(name: string, value: string | undefined): void {
  // Environments of Windows know no case, and neither do those who try.
  const refused = REFUSED_VARIABLES.find(pattern => matcher([pattern], upper => upper)(name.toUpperCase()));
  if (refused !== undefined) throw fail('environment-refused', { name, pattern: refused });
  if (value !== undefined && TOKEN.test(value)) throw fail('environment-token', { name });
}

function matcher(patterns: readonly string[], fold: (name: string) => string): (name: string) => boolean {
  const exact = new Set(patterns.filter(pattern => !pattern.endsWith('*')).map(fold));
  const starts = patterns.filter(pattern => pattern.endsWith('*')).map(pattern => fold(pattern.slice(0, -1)));
  return name => exact.has(fold(name)) || starts.some(start => fold(name).startsWith(start));
}
