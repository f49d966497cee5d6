// Markdown as GitHub renders it, and what of the result could act.
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** HTML, raw HTML included, as GitHub reads comments before it takes out what it does not allow. */
export const rendered = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

/** The tags in their order, with their attributes: the shape without the words. */
export const skeleton = (html: string): string[] =>
  withoutCode(html).match(/<!--(?: relevo:(?:part|end))?|<\/?[a-z][^>]*>/gi) ?? [];

/** Text outside code, where GitHub looks for names, references, emoji and commands. */
export const proseOf = (html: string): string =>
  withoutCode(html)
    .replace(/<!--.*?-->|<[^>]*>/gs, '\n')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '');

const withoutCode = (html: string): string =>
  html.replace(/<(pre|code)\b[^>]*>.*?<\/\1>/gs, (_, tag: string) => `<${tag}></${tag}>`);

/** What in prose would be active: mentions, references, emoji, addresses. */
export const active: readonly RegExp[] = [
  /@[\w-]/,
  /#\d/,
  /\bGH-\d/i,
  /:[\w+-]+:/,
  /https?:\/\//i,
  /\bwww\./i,
  /[\w.+-]+@[\w-]+\.\w/,
];
