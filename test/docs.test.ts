import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const pages = ['*.md', 'docs/**/*.md', 'packages/*/README.md'].flatMap((pattern) => globSync(pattern, { cwd: root }))

/** The samples of all pages, by the file that each would be. */
const files = new Map<string, string>()
let program: ts.Program | undefined

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8')

  it('links to what exists', () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map(([, target = '']) => target)
    const local = targets.filter((target) => !/^[a-z]+:/.test(target))
    expect(local.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([])
  })

  const samples = [...text.matchAll(/```tsx?\n([\s\S]*?)```/g)].map(([, sample = ''], index) => {
    const file = join(root, 'test', `${page.replaceAll(/\W/g, '-')}-${index}.tsx`)
    files.set(file, `${sample}\nexport {}`)
    return file
  })
  if (samples.length === 0) return
  it('has samples that compile', () => {
    expect(samples.flatMap(problemsOf)).toEqual([])
  })
})

const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
const { options } = ts.convertCompilerOptionsFromJson(
  {
    ...config.compilerOptions,
    types: ['node'],
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    jsx: 'react-jsx',
    // A sample reads best without what a program around it would have.
    noUnusedLocals: false,
    paths: {
      '@nano-banana/emulator/testing': [join(root, 'packages/emulator/src/testing.ts')],
      '@nano-banana/node/*': [join(root, 'packages/node/src/*.ts')],
      '@nano-banana/*': [join(root, 'packages/*/src/index.ts')],
      'react/*': [join(root, 'packages/react/node_modules/@types/react/*')],
      ai: [join(root, 'packages/ai-sdk/node_modules/ai')],
      '@hono/node-server': [join(root, 'packages/emulator/node_modules/@hono/node-server')],
    },
  },
  root,
)

/** All samples as one program, as if each stood in a file of the project: most of the work is the same for all. */
function compile(): ts.Program {
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.getSourceFile = (name, version) => {
    const text = files.get(name)
    return text === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, text, version)
  }
  return ts.createProgram([...files.keys()], options, host)
}

/** What the compiler says of a sample. */
function problemsOf(file: string): readonly string[] {
  program ??= compile()
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
