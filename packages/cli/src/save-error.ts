/** A picture that is made and paid could not be saved; the task's id leads back to it. */
export class SaveError extends Error {
  readonly taskId: string

  constructor(taskId: string, cause: unknown) {
    super(`The picture of task ${taskId} could not be saved`, { cause })
    this.taskId = taskId
  }
}
