/** Where the picture of a job would be; nobody fetches it, its name is enough to know it again. */
export const pictureUrl = (jobId: string): string => `https://pictures.invalid/${jobId}.png`

/** The picture of a job as bytes, which say whose they are. */
export const pictureBytes = (jobId: string): Buffer => Buffer.from(`\x89PNG\r\n\x1a\n${jobId}`, 'latin1')
