// Bundles every entry into dist/, or into the folder given as the only argument.
import { bundle } from './bundles.ts';

await bundle(process.argv[2] ?? 'dist');
