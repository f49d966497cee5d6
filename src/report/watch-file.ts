// What a look at a model's production is called, where one job leaves it for another.

/** What uploads with looks are called; a matrix adds the model. */
export const WATCHES = 'relevo-watch';

/** The file's name of a model's look. */
export const watchFile = (model: string): string => `${model}.json`;
