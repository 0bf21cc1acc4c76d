/** Whether a `Content-Type` is JSON itself, with whatever parameters; `application/json-patch+json` is something else. */
export const isJson = (contentType = ''): boolean => /^application\/json\s*(;|$)/i.test(contentType.trim())
