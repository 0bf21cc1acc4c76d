/** What an output is served as: a page from its host must not run under the app's own name. */
export const outputType = (type: string | null | undefined): string =>
  type && /^image\/(png|jpeg|webp)$/.test(type) ? type : 'application/octet-stream'
