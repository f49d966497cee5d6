// What a module's function asks for, read from how it is written: TensorFlow.js takes longer to load than most of what it is
// not needed for.

/** Which of the costly arguments a function may use. */
export interface Asked {
  readonly tf: boolean;
  readonly model: boolean;
}

const EVERYTHING: Asked = { tf: true, model: true };

/** The beginning of a function whose only parameter is taken apart: `({ rows, folder })`, `async function predict({ rows })`. */
const TAKEN_APART = /^(?:async\s+)?(?:function\b\s*)?[\w$]*\s*\(\s*\{([^{}[\]\\]*)\}\s*(?:=\s*\{\s*\}\s*)?,?\s*\)/;

/**
 * Tells what a function may use of its argument. Only one that takes it apart by name, without a rest, and nowhere says
 * `arguments`, is sure to see nothing else; every other may use everything.
 */
export function askedOf(predict: (...given: never[]) => unknown): Asked {
  const text = Function.prototype.toString.call(predict);
  const names = TAKEN_APART.exec(text)?.[1];
  if (names === undefined || names.includes('...') || /\b(?:arguments|eval)\b/.test(text)) return EVERYTHING;
  return { tf: /\btf\b/.test(names), model: /\bmodel\b/.test(names) };
}
