/** The address under which the service finds the picture of a task; it cannot come to this page's own. */
export async function addressOf(taskId: string): Promise<string> {
  const response = await fetch(`/api/outputs/${taskId}`)
  const answer: unknown = response.ok ? await response.json() : undefined
  if (typeof answer === 'object' && answer !== null && 'url' in answer && typeof answer.url === 'string')
    return answer.url
  throw new Error('The picture has no address any more')
}
