// `npm run demo`.
console.log(
  'Still to come: a GitHub on this machine, on which a model is retrained, reviewed, promoted and watched. ' +
    'What works today is in `npm run relevo -- --help`.',
);
