// What jobs call what they upload: a kind, and after it the models that a job of a matrix was for.

/** Whether an upload of a kind may hold something of a model. Asking each of many for each model would cost their square in requests. */
export function isUploadFor(model: string, kind: string, name: string): boolean {
  if (name === kind) return true;
  // As the input `models` is written: names, separated by spaces or commas.
  return (
    name.startsWith(`${kind}-`) &&
    name
      .slice(kind.length + 1)
      .split(/[\s,]+/)
      .includes(model)
  );
}
