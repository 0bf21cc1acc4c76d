export { createHttpTransport, type FetchTraits, type HttpTransportOptions } from './http-transport.ts'
export { traitsOfNode } from './traits-of-node.ts'
