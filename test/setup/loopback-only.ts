import { Socket } from 'node:net'

// Tests talk to this machine only: a connection to anywhere else fails before it is made.
const { connect } = Socket.prototype
const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)

Socket.prototype.connect = function connectToLoopback(this: Socket, ...args: unknown[]): Socket {
  const [first] = args.flat()
  const host =
    typeof first === 'object' && first !== null && 'host' in first ? String(first.host ?? 'localhost') : 'localhost'
  if (!isLoopback(host)) throw new Error(`A test tried to reach ${host}: only loopback addresses are allowed`)
  return Reflect.apply(connect, this, args)
}
