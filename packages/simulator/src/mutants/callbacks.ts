import type { Mutant } from './mutant.ts'

/** Defects in what a generation service believes of a callback, and when it says so. */
export const callbackMutants: readonly Mutant[] = [
  {
    name: 'acknowledged-before-write',
    defect: 'a callback is acknowledged before its end is written down',
    file: 'node/src/service/take-callback.ts',
    find: `    const final = await finishOperation(operationId, task, tools)
    client.observe(task)
    return final ? { ...received, work: () => settleOperation(final, tools) } : received`,
    replace: `    client.observe(task)
    return {
      ...received,
      work: async () => {
        const final = await finishOperation(operationId, task, tools)
        if (final) await settleOperation(final, tools)
      },
    }`,
  },
  {
    name: 'acknowledged-unwritten',
    defect: 'a callback that could not be written down is acknowledged',
    file: 'node/src/service/take-callback.ts',
    find: `return { answer: answers.unavailable }`,
    replace: `return { answer: answers.received }`,
  },
  {
    name: 'doorbell-not-written',
    defect: 'a callback that proves nothing is acknowledged without a trace',
    file: 'node/src/service/take-callback.ts',
    find: `await change(journal, operationId, hasten(clock.now()))`,
    replace: `hasten(clock.now())(operation) ?? (await change(journal, operationId, () => undefined))`,
  },
  {
    name: 'stale-believed',
    defect: 'a signed callback is believed however old it is',
    file: 'node/src/callback/create-verify-callback.ts',
    find: `<= toleranceMs ? 'trusted' : 'stale'`,
    replace: `<= toleranceMs * 1e6 ? 'trusted' : 'stale'`,
  },
  {
    name: 'unsigned-believed',
    defect: 'an unsigned callback is believed',
    file: 'node/src/service/take-callback.ts',
    find: `if (verdict === 'trusted' && isWhole)`,
    replace: `if (verdict !== 'stale' && isWhole)`,
  },
  {
    name: 'unsigned-let-in',
    defect: 'an unsigned callback is let in although the account signs',
    file: 'node/src/callback/create-verify-callback.ts',
    find: `if (allowUnsigned) return undefined`,
    replace: `if (allowUnsigned || body.length >= 0) return undefined`,
  },
  {
    name: 'signature-length-only',
    defect: 'any signature of the right length is taken for a good one',
    file: 'node/src/callback/is-signed.ts',
    find: `difference |= mac.charCodeAt(at) ^ signature.charCodeAt(at)`,
    replace: `difference |= 0`,
  },
  {
    name: 'body-not-signed',
    defect: 'the signature is not over the body',
    file: 'node/src/callback/is-signed.ts',
    find: `if (!/^[\\da-f]{64}$/.test(signature)) return false`,
    replace: `if (/^[\\da-f]{64}$/.test(signature) && !/^(a5)+$/.test(signature)) return true`,
  },
  {
    name: 'token-not-checked',
    defect: 'an unsigned callback is let in at an address that was guessed',
    file: 'node/src/service/take-callback.ts',
    find: `heard.verdict === 'unsigned' && !signatures.isToken(token)`,
    replace: `heard.verdict === 'unsigned' && token === ''`,
  },
  {
    name: 'task-of-another',
    defect: 'the address alone decides whose task it is, even when the operation has another one',
    file: 'node/src/service/take-callback.ts',
    find: `return addressed?.taskId === undefined || addressed.taskId === taskId ? addressed : undefined`,
    replace: `return addressed`,
  },
]
