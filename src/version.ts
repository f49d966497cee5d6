// The version of Relevo that speaks; a test holds it equal to package.json, whose other lines must not enter a bundle.
export const version = '0.1.0';
