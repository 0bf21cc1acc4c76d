import { type FileHandle, open } from 'node:fs/promises'

/** What is in a file. */
export interface FileContent {
  readonly bytes: number
  /** In hexadecimal. */
  readonly sha256: string
}

/** A file of the batch: begun for a task, and once it is whole, what is in it. */
export interface Receipt {
  /** Its name in the folder. */
  readonly file: string
  readonly taskId: string
  readonly content?: FileContent
}

/** What the batch knows of its own files, so that it never takes a stranger's for one of them, nor reads all of them again. */
export interface Receipts {
  readonly get: (file: string) => Receipt | undefined
  /** Files that were begun, and of which nobody knows whether they became whole. */
  readonly unfinished: () => readonly string[]
  /** Writes down that a file is about to be made; resolves once that is safe on the disk. */
  readonly begin: (file: string, taskId: string) => Promise<void>
  readonly end: (file: string, taskId: string, content: FileContent) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the list of files, each line of which tells the latest of one. */
export async function openReceipts(path: string): Promise<Receipts> {
  const handle = await open(path, 'a+', 0o600)
  const receipts = await readAll(handle)
  const append = async (receipt: Receipt): Promise<void> => {
    receipts.set(receipt.file, receipt)
    await handle.appendFile(`${JSON.stringify(receipt)}\n`)
  }
  return {
    get: (file) => receipts.get(file),
    unfinished: () => [...receipts.values()].flatMap(({ file, content }) => (content ? [] : [file])),
    async begin(file, taskId) {
      await append({ file, taskId })
      await handle.datasync()
    },
    // Lost with the power, it is found again by reading the file.
    end: (file, taskId, content) => append({ file, taskId, content }),
    close: () => handle.close(),
  }
}

async function readAll(handle: FileHandle): Promise<Map<string, Receipt>> {
  const receipts = new Map<string, Receipt>()
  const text = await handle.readFile('utf8')
  for (const line of text.split('\n')) {
    const receipt = receiptIn(line)
    if (receipt) receipts.set(receipt.file, receipt)
  }
  // A line that a crash has cut must not take the next one with it.
  if (text !== '' && !text.endsWith('\n')) await handle.appendFile('\n')
  return receipts
}

function receiptIn(line: string): Receipt | undefined {
  try {
    const receipt = JSON.parse(line)
    return typeof receipt?.file === 'string' && typeof receipt.taskId === 'string' ? receipt : undefined
  } catch {
    return undefined
  }
}
