import { verifyCallback as verifyOnWeb } from '@nano-banana/node/edge'
import { verifyCallback } from '../../src/callback/verify-callback.ts'
import { describeVerification } from './verify-contract.ts'

describeVerification('by node:crypto', verifyCallback)
describeVerification('by WebCrypto', verifyOnWeb)
