#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 785:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
// This is an empty module that is served up when outside of a workerd environment
// See the `exports` field in package.json
exports["default"] = {};

/***/ }),

/***/ 6122:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



//Parse method copied from https://github.com/brianc/node-postgres
//Copyright (c) 2010-2014 Brian Carlson (brian.m.carlson@gmail.com)
//MIT License

//parses a connection string
function parse(str, options = {}) {
  //unix socket
  if (str.charAt(0) === '/') {
    const config = str.split(' ')
    return { host: config[0], database: config[1] }
  }

  // Check for empty host in URL

  const config = Object.create(null)
  let result
  let dummyHost = false
  if (/ |%[^a-f0-9]|%[a-f0-9][^a-f0-9]/i.test(str)) {
    // Ensure spaces are encoded as %20
    str = encodeURI(str).replace(/%25(\d\d)/g, '%$1')
  }

  try {
    try {
      result = new URL(str, 'postgres://base')
    } catch (e) {
      // The URL is invalid so try again with a dummy host
      result = new URL(str.replace('@/', '@___DUMMY___/'), 'postgres://base')
      dummyHost = true
    }
  } catch (err) {
    // Remove the input from the error message to avoid leaking sensitive information
    err.input && (err.input = '*****REDACTED*****')
    throw err
  }

  // We'd like to use Object.fromEntries() here but Node.js 10 does not support it
  for (const entry of result.searchParams.entries()) {
    config[entry[0]] = entry[1]
  }

  config.user = config.user || decodeURIComponent(result.username)
  config.password = config.password || decodeURIComponent(result.password)

  if (result.protocol == 'socket:') {
    config.host = decodeURI(result.pathname)
    config.database = result.searchParams.get('db')
    config.client_encoding = result.searchParams.get('encoding')
    return config
  }
  const hostname = (dummyHost ? '' : result.hostname).replace(/^\[(.+)\]$/, '$1')
  if (!config.host) {
    // Only set the host if there is no equivalent query param.
    config.host = decodeURIComponent(hostname)
  } else if (hostname && /^%2f/i.test(hostname)) {
    // Only prepend the hostname to the pathname if it is not a URL encoded Unix socket host.
    result.pathname = hostname + result.pathname
  }
  if (!config.port) {
    // Only set the port if there is no equivalent query param.
    config.port = result.port
  }

  const pathname = result.pathname.slice(1) || null
  config.database = pathname ? decodeURI(pathname) : null

  if (config.ssl === 'true' || config.ssl === '1') {
    config.ssl = true
  }

  if (config.ssl === '0') {
    config.ssl = false
  }

  if (config.sslcert || config.sslkey || config.sslrootcert || config.sslmode) {
    config.ssl = {}
  }

  // sslnegotiation=direct implies SSL is in use (libpq requires sslmode>=require),
  // so enable SSL if the connection string did not otherwise configure it.
  if (config.sslnegotiation === 'direct' && config.ssl === undefined) {
    config.ssl = true
  }

  // Only try to load fs if we expect to read from the disk
  const fs = config.sslcert || config.sslkey || config.sslrootcert ? __nccwpck_require__(9896) : null

  if (config.sslcert) {
    config.ssl.cert = fs.readFileSync(config.sslcert).toString()
  }

  if (config.sslkey) {
    config.ssl.key = fs.readFileSync(config.sslkey).toString()
  }

  if (config.sslrootcert) {
    config.ssl.ca = fs.readFileSync(config.sslrootcert).toString()
  }

  if (options.useLibpqCompat && config.uselibpqcompat) {
    throw new Error('Both useLibpqCompat and uselibpqcompat are set. Please use only one of them.')
  }

  if (config.uselibpqcompat === 'true' || options.useLibpqCompat) {
    switch (config.sslmode) {
      case 'disable': {
        config.ssl = false
        break
      }
      case 'prefer': {
        config.ssl.rejectUnauthorized = false
        break
      }
      case 'require': {
        if (config.sslrootcert) {
          // If a root CA is specified, behavior of `sslmode=require` will be the same as that of `verify-ca`
          config.ssl.checkServerIdentity = function () {}
        } else {
          config.ssl.rejectUnauthorized = false
        }
        break
      }
      case 'verify-ca': {
        if (!config.ssl.ca) {
          throw new Error(
            'SECURITY WARNING: Using sslmode=verify-ca requires specifying a CA with sslrootcert. If a public CA is used, verify-ca allows connections to a server that somebody else may have registered with the CA, making you vulnerable to Man-in-the-Middle attacks. Either specify a custom CA certificate with sslrootcert parameter or use sslmode=verify-full for proper security.'
          )
        }
        config.ssl.checkServerIdentity = function () {}
        break
      }
      case 'verify-full': {
        break
      }
    }
  } else {
    switch (config.sslmode) {
      case 'disable': {
        config.ssl = false
        break
      }
      case 'prefer':
      case 'require':
      case 'verify-ca':
      case 'verify-full': {
        if (config.sslmode !== 'verify-full') {
          deprecatedSslModeWarning(config.sslmode)
        }
        break
      }
      case 'no-verify': {
        config.ssl.rejectUnauthorized = false
        break
      }
    }
  }

  return config
}

// convert pg-connection-string ssl config to a ClientConfig.ConnectionOptions
function toConnectionOptions(sslConfig) {
  const connectionOptions = Object.entries(sslConfig).reduce((c, [key, value]) => {
    // we explicitly check for undefined and null instead of `if (value)` because some
    // options accept falsy values. Example: `ssl.rejectUnauthorized = false`
    if (value !== undefined && value !== null) {
      c[key] = value
    }

    return c
  }, Object.create(null))

  return connectionOptions
}

// convert pg-connection-string config to a ClientConfig
function toClientConfig(config) {
  const poolConfig = Object.entries(config).reduce((c, [key, value]) => {
    if (key === 'ssl') {
      const sslConfig = value

      if (typeof sslConfig === 'boolean') {
        c[key] = sslConfig
      }

      if (typeof sslConfig === 'object') {
        c[key] = toConnectionOptions(sslConfig)
      }
    } else if (value !== undefined && value !== null) {
      if (key === 'port') {
        // when port is not specified, it is converted into an empty string
        // we want to avoid NaN or empty string as a values in ClientConfig
        if (value !== '') {
          const v = parseInt(value, 10)
          if (isNaN(v)) {
            throw new Error(`Invalid ${key}: ${value}`)
          }

          c[key] = v
        }
      } else {
        c[key] = value
      }
    }

    return c
  }, Object.create(null))

  return poolConfig
}

// parses a connection string into ClientConfig
function parseIntoClientConfig(str) {
  return toClientConfig(parse(str))
}

function deprecatedSslModeWarning(sslmode) {
  if (!deprecatedSslModeWarning.warned && typeof process !== 'undefined' && process.emitWarning) {
    deprecatedSslModeWarning.warned = true
    process.emitWarning(`SECURITY WARNING: The SSL modes 'prefer', 'require', and 'verify-ca' are treated as aliases for 'verify-full'.
In the next major version (pg-connection-string v3.0.0 and pg v9.0.0), these modes will adopt standard libpq semantics, which have weaker security guarantees.

To prepare for this change:
- If you want the current behavior, explicitly use 'sslmode=verify-full'
- If you want libpq compatibility now, use 'uselibpqcompat=true&sslmode=${sslmode}'

See https://www.postgresql.org/docs/current/libpq-ssl.html for libpq SSL mode definitions.`)
  }
}

module.exports = parse

parse.parse = parse
parse.toClientConfig = toClientConfig
parse.parseIntoClientConfig = parseIntoClientConfig


/***/ }),

/***/ 2299:
/***/ ((module) => {



// selected so (BASE - 1) * 0x100000000 + 0xffffffff is a safe integer
var BASE = 1000000;

function readInt8(buffer) {
	var high = buffer.readInt32BE(0);
	var low = buffer.readUInt32BE(4);
	var sign = '';

	if (high < 0) {
		high = ~high + (low === 0);
		low = (~low + 1) >>> 0;
		sign = '-';
	}

	var result = '';
	var carry;
	var t;
	var digits;
	var pad;
	var l;
	var i;

	{
		carry = high % BASE;
		high = high / BASE >>> 0;

		t = 0x100000000 * carry + low;
		low = t / BASE >>> 0;
		digits = '' + (t - BASE * low);

		if (low === 0 && high === 0) {
			return sign + digits + result;
		}

		pad = '';
		l = 6 - digits.length;

		for (i = 0; i < l; i++) {
			pad += '0';
		}

		result = pad + digits + result;
	}

	{
		carry = high % BASE;
		high = high / BASE >>> 0;

		t = 0x100000000 * carry + low;
		low = t / BASE >>> 0;
		digits = '' + (t - BASE * low);

		if (low === 0 && high === 0) {
			return sign + digits + result;
		}

		pad = '';
		l = 6 - digits.length;

		for (i = 0; i < l; i++) {
			pad += '0';
		}

		result = pad + digits + result;
	}

	{
		carry = high % BASE;
		high = high / BASE >>> 0;

		t = 0x100000000 * carry + low;
		low = t / BASE >>> 0;
		digits = '' + (t - BASE * low);

		if (low === 0 && high === 0) {
			return sign + digits + result;
		}

		pad = '';
		l = 6 - digits.length;

		for (i = 0; i < l; i++) {
			pad += '0';
		}

		result = pad + digits + result;
	}

	{
		carry = high % BASE;
		t = 0x100000000 * carry + low;
		digits = '' + t % BASE;

		return sign + digits + result;
	}
}

module.exports = readInt8;


/***/ }),

/***/ 7558:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {


const EventEmitter = (__nccwpck_require__(4434).EventEmitter)

const NOOP = function () {}

const removeWhere = (list, predicate) => {
  const i = list.findIndex(predicate)

  return i === -1 ? undefined : list.splice(i, 1)[0]
}

class IdleItem {
  constructor(client, idleListener, timeoutId) {
    this.client = client
    this.idleListener = idleListener
    this.timeoutId = timeoutId
  }
}

class PendingItem {
  constructor(callback) {
    this.callback = callback
  }
}

function throwOnDoubleRelease() {
  throw new Error('Release called on client which has already been released to the pool.')
}

function promisify(Promise, callback) {
  if (callback) {
    return { callback: callback, result: undefined }
  }
  let rej
  let res
  const cb = function (err, client) {
    err ? rej(err) : res(client)
  }
  const result = new Promise(function (resolve, reject) {
    res = resolve
    rej = reject
  }).catch((err) => {
    // replace the stack trace that leads to `TCP.onStreamRead` with one that leads back to the
    // application that created the query
    Error.captureStackTrace(err)
    throw err
  })
  return { callback: cb, result: result }
}

function makeIdleListener(pool, client) {
  return function idleListener(err) {
    err.client = client

    client.removeListener('error', idleListener)
    client.on('error', () => {
      pool.log('additional client error after disconnection due to error', err)
    })
    pool._remove(client)
    // TODO - document that once the pool emits an error
    // the client has already been closed & purged and is unusable
    pool.emit('error', err, client)
  }
}

class Pool extends EventEmitter {
  constructor(options, Client) {
    super()
    this.options = Object.assign({}, options)

    if (options != null && 'password' in options) {
      // "hiding" the password so it doesn't show up in stack traces
      // or if the client is console.logged
      Object.defineProperty(this.options, 'password', {
        configurable: true,
        enumerable: false,
        writable: true,
        value: options.password,
      })
    }
    if (options != null && options.ssl && options.ssl.key) {
      // "hiding" the ssl->key so it doesn't show up in stack traces
      // or if the client is console.logged
      Object.defineProperty(this.options.ssl, 'key', {
        enumerable: false,
      })
    }

    this.options.max = this.options.max || this.options.poolSize || 10
    this.options.min = this.options.min || 0
    this.options.maxUses = this.options.maxUses || Infinity
    this.options.allowExitOnIdle = this.options.allowExitOnIdle || false
    this.options.maxLifetimeSeconds = this.options.maxLifetimeSeconds || 0
    this.log = this.options.log || function () {}
    this.Client = this.options.Client || Client || (__nccwpck_require__(3273).Client)
    this.Promise = this.options.Promise || global.Promise

    if (typeof this.options.idleTimeoutMillis === 'undefined') {
      this.options.idleTimeoutMillis = 10000
    }

    this._clients = []
    this._idle = []
    this._expired = new WeakSet()
    this._pendingQueue = []
    this._endCallback = undefined
    this.ending = false
    this.ended = false
  }

  _promiseTry(f) {
    const Promise = this.Promise
    if (typeof Promise.try === 'function') {
      return Promise.try(f)
    }
    return new Promise((resolve) => resolve(f()))
  }

  _isFull() {
    return this._clients.length >= this.options.max
  }

  _isAboveMin() {
    return this._clients.length > this.options.min
  }

  _pulseQueue() {
    this.log('pulse queue')
    if (this.ended) {
      this.log('pulse queue ended')
      return
    }
    if (this.ending) {
      this.log('pulse queue on ending')
      if (this._idle.length) {
        this._idle.slice().map((item) => {
          this._remove(item.client)
        })
      }
      if (!this._clients.length) {
        this.ended = true
        this._endCallback()
      }
      return
    }

    // if we don't have any waiting, do nothing
    if (!this._pendingQueue.length) {
      this.log('no queued requests')
      return
    }
    // if we don't have any idle clients and we have no more room do nothing
    if (!this._idle.length && this._isFull()) {
      return
    }
    const pendingItem = this._pendingQueue.shift()
    if (this._idle.length) {
      const idleItem = this._idle.pop()
      clearTimeout(idleItem.timeoutId)
      const client = idleItem.client
      client.ref && client.ref()
      const idleListener = idleItem.idleListener

      return this._acquireClient(client, pendingItem, idleListener, false)
    }
    if (!this._isFull()) {
      return this.newClient(pendingItem)
    }
    throw new Error('unexpected condition')
  }

  _remove(client, callback) {
    const removed = removeWhere(this._idle, (item) => item.client === client)

    if (removed !== undefined) {
      clearTimeout(removed.timeoutId)
    }

    this._clients = this._clients.filter((c) => c !== client)
    const context = this
    client.end(() => {
      context.emit('remove', client)

      if (typeof callback === 'function') {
        callback()
      }
    })
  }

  connect(cb) {
    if (this.ending) {
      const err = new Error('Cannot use a pool after calling end on the pool')
      return cb ? cb(err) : this.Promise.reject(err)
    }

    const response = promisify(this.Promise, cb)
    const result = response.result

    // if we don't have to connect a new client, don't do so
    if (this._isFull() || this._idle.length) {
      // if we have idle clients schedule a pulse immediately
      if (this._idle.length) {
        process.nextTick(() => this._pulseQueue())
      }

      if (!this.options.connectionTimeoutMillis) {
        this._pendingQueue.push(new PendingItem(response.callback))
        return result
      }

      const queueCallback = (err, res, done) => {
        clearTimeout(tid)
        response.callback(err, res, done)
      }

      const pendingItem = new PendingItem(queueCallback)

      // set connection timeout on checking out an existing client
      const tid = setTimeout(() => {
        // remove the callback from pending waiters because
        // we're going to call it with a timeout error
        removeWhere(this._pendingQueue, (i) => i.callback === queueCallback)
        pendingItem.timedOut = true
        response.callback(new Error('timeout exceeded when trying to connect'))
      }, this.options.connectionTimeoutMillis)

      if (tid.unref) {
        tid.unref()
      }

      this._pendingQueue.push(pendingItem)
      return result
    }

    this.newClient(new PendingItem(response.callback))

    return result
  }

  newClient(pendingItem) {
    const client = new this.Client(this.options)
    this._clients.push(client)
    const idleListener = makeIdleListener(this, client)

    this.log('checking client timeout')

    // connection timeout logic
    let tid
    let timeoutHit = false
    if (this.options.connectionTimeoutMillis) {
      tid = setTimeout(() => {
        if (client.connection) {
          this.log('ending client due to timeout')
          timeoutHit = true
          client.connection.stream.destroy()
        } else if (!client.isConnected()) {
          this.log('ending client due to timeout')
          timeoutHit = true
          // force kill the node driver, and let libpq do its teardown
          client.end()
        }
      }, this.options.connectionTimeoutMillis)
    }

    this.log('connecting new client')
    client.connect((err) => {
      if (tid) {
        clearTimeout(tid)
      }
      client.on('error', idleListener)
      if (err) {
        this.log('client failed to connect', err)
        // remove the dead client from our list of clients
        this._clients = this._clients.filter((c) => c !== client)
        if (timeoutHit) {
          err = new Error('Connection terminated due to connection timeout', { cause: err })
        }

        // this client won’t be released, so move on immediately
        this._pulseQueue()

        if (!pendingItem.timedOut) {
          pendingItem.callback(err, undefined, NOOP)
        }
      } else {
        this.log('new client connected')

        if (this.options.onConnect) {
          this._promiseTry(() => this.options.onConnect(client)).then(
            () => {
              this._afterConnect(client, pendingItem, idleListener)
            },
            (hookErr) => {
              this._clients = this._clients.filter((c) => c !== client)
              client.end(() => {
                this._pulseQueue()
                if (!pendingItem.timedOut) {
                  pendingItem.callback(hookErr, undefined, NOOP)
                }
              })
            }
          )
          return
        }

        return this._afterConnect(client, pendingItem, idleListener)
      }
    })
  }

  _afterConnect(client, pendingItem, idleListener) {
    if (this.options.maxLifetimeSeconds !== 0) {
      const maxLifetimeTimeout = setTimeout(() => {
        this.log('ending client due to expired lifetime')
        this._expired.add(client)
        const idleIndex = this._idle.findIndex((idleItem) => idleItem.client === client)
        if (idleIndex !== -1) {
          this._acquireClient(
            client,
            new PendingItem((err, client, clientRelease) => clientRelease()),
            idleListener,
            false
          )
        }
      }, this.options.maxLifetimeSeconds * 1000)

      maxLifetimeTimeout.unref()
      client.once('end', () => clearTimeout(maxLifetimeTimeout))
    }

    return this._acquireClient(client, pendingItem, idleListener, true)
  }

  // acquire a client for a pending work item
  _acquireClient(client, pendingItem, idleListener, isNew) {
    if (isNew) {
      this.emit('connect', client)
    }

    this.emit('acquire', client)

    client.release = this._releaseOnce(client, idleListener)

    client.removeListener('error', idleListener)

    if (!pendingItem.timedOut) {
      if (isNew && this.options.verify) {
        this.options.verify(client, (err) => {
          if (err) {
            client.release(err)
            return pendingItem.callback(err, undefined, NOOP)
          }

          pendingItem.callback(undefined, client, client.release)
        })
      } else {
        pendingItem.callback(undefined, client, client.release)
      }
    } else {
      if (isNew && this.options.verify) {
        this.options.verify(client, client.release)
      } else {
        client.release()
      }
    }
  }

  // returns a function that wraps _release and throws if called more than once
  _releaseOnce(client, idleListener) {
    let released = false

    return (err) => {
      if (released) {
        throwOnDoubleRelease()
      }

      released = true
      this._release(client, idleListener, err)
    }
  }

  // release a client back to the poll, include an error
  // to remove it from the pool
  _release(client, idleListener, err) {
    client.on('error', idleListener)

    client._poolUseCount = (client._poolUseCount || 0) + 1

    this.emit('release', err, client)

    // TODO(bmc): expose a proper, public interface _queryable and _ending
    if (err || this.ending || !client._queryable || client._ending || client._poolUseCount >= this.options.maxUses) {
      if (client._poolUseCount >= this.options.maxUses) {
        this.log('remove expended client')
      }

      return this._remove(client, this._pulseQueue.bind(this))
    }

    const isExpired = this._expired.has(client)
    if (isExpired) {
      this.log('remove expired client')
      this._expired.delete(client)
      return this._remove(client, this._pulseQueue.bind(this))
    }

    // idle timeout
    let tid
    if (this.options.idleTimeoutMillis && this._isAboveMin()) {
      tid = setTimeout(() => {
        if (this._isAboveMin()) {
          this.log('remove idle client')
          this._remove(client, this._pulseQueue.bind(this))
        }
      }, this.options.idleTimeoutMillis)

      if (this.options.allowExitOnIdle) {
        // allow Node to exit if this is all that's left
        tid.unref()
      }
    }

    if (this.options.allowExitOnIdle) {
      client.unref()
    }

    this._idle.push(new IdleItem(client, idleListener, tid))
    this._pulseQueue()
  }

  query(text, values, cb) {
    // guard clause against passing a function as the first parameter
    if (typeof text === 'function') {
      const response = promisify(this.Promise, text)
      setImmediate(function () {
        return response.callback(new Error('Passing a function as the first parameter to pool.query is not supported'))
      })
      return response.result
    }

    // allow plain text query without values, but callback
    if (typeof values === 'function') {
      cb = values
      values = undefined
    }
    const response = promisify(this.Promise, cb)
    cb = response.callback

    this.connect((err, client) => {
      if (err) {
        return cb(err)
      }

      let clientReleased = false
      const onError = (err) => {
        if (clientReleased) {
          return
        }
        clientReleased = true
        client.release(err)
        cb(err)
      }

      client.once('error', onError)
      this.log('dispatching query')
      try {
        client.query(text, values, (err, res) => {
          this.log('query dispatched')
          client.removeListener('error', onError)
          if (clientReleased) {
            return
          }
          clientReleased = true
          client.release(err)
          if (err) {
            return cb(err)
          }
          return cb(undefined, res)
        })
      } catch (err) {
        client.release(err)
        return cb(err)
      }
    })
    return response.result
  }

  end(cb) {
    this.log('ending')
    if (this.ending) {
      const err = new Error('Called end on pool more than once')
      return cb ? cb(err) : this.Promise.reject(err)
    }
    this.ending = true
    const promised = promisify(this.Promise, cb)
    this._endCallback = promised.callback
    this._pulseQueue()
    return promised.result
  }

  get waitingCount() {
    return this._pendingQueue.length
  }

  get idleCount() {
    return this._idle.length
  }

  get expiredCount() {
    return this._clients.reduce((acc, client) => acc + (this._expired.has(client) ? 1 : 0), 0)
  }

  get totalCount() {
    return this._clients.length
  }
}
module.exports = Pool


/***/ }),

/***/ 9971:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.BufferReader = void 0;
class BufferReader {
    constructor(offset = 0) {
        this.offset = offset;
        this.buffer = Buffer.allocUnsafe(0);
        // TODO(bmc): support non-utf8 encoding?
        this.encoding = 'utf-8';
    }
    setBuffer(offset, buffer) {
        this.offset = offset;
        this.buffer = buffer;
    }
    int16() {
        const result = this.buffer.readInt16BE(this.offset);
        this.offset += 2;
        return result;
    }
    byte() {
        const result = this.buffer[this.offset];
        this.offset++;
        return result;
    }
    int32() {
        const result = this.buffer.readInt32BE(this.offset);
        this.offset += 4;
        return result;
    }
    uint32() {
        const result = this.buffer.readUInt32BE(this.offset);
        this.offset += 4;
        return result;
    }
    string(length) {
        const result = this.buffer.toString(this.encoding, this.offset, this.offset + length);
        this.offset += length;
        return result;
    }
    cstring() {
        const start = this.offset;
        let end = start;
        // eslint-disable-next-line no-empty
        while (this.buffer[end++]) { }
        this.offset = end;
        return this.buffer.toString(this.encoding, start, end - 1);
    }
    bytes(length) {
        const result = this.buffer.slice(this.offset, this.offset + length);
        this.offset += length;
        return result;
    }
}
exports.BufferReader = BufferReader;

/***/ }),

/***/ 9315:
/***/ ((__unused_webpack_module, exports) => {


//binary data writer tuned for encoding binary specific to the postgres binary protocol
Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Writer = void 0;
class Writer {
    constructor(size = 256) {
        this.size = size;
        this.offset = 5;
        this.headerPosition = 0;
        this.buffer = Buffer.allocUnsafe(size);
    }
    ensure(size) {
        const remaining = this.buffer.length - this.offset;
        if (remaining < size) {
            const oldBuffer = this.buffer;
            // exponential growth factor of around ~ 1.5
            // https://stackoverflow.com/questions/2269063/buffer-growth-strategy
            const newSize = oldBuffer.length + (oldBuffer.length >> 1) + size;
            this.buffer = Buffer.allocUnsafe(newSize);
            oldBuffer.copy(this.buffer, 0, 0, this.offset);
        }
    }
    addInt32(num) {
        this.ensure(4);
        this.buffer[this.offset++] = (num >>> 24) & 0xff;
        this.buffer[this.offset++] = (num >>> 16) & 0xff;
        this.buffer[this.offset++] = (num >>> 8) & 0xff;
        this.buffer[this.offset++] = (num >>> 0) & 0xff;
        return this;
    }
    addInt16(num) {
        this.ensure(2);
        this.buffer[this.offset++] = (num >>> 8) & 0xff;
        this.buffer[this.offset++] = (num >>> 0) & 0xff;
        return this;
    }
    addCString(string) {
        if (!string) {
            this.ensure(1);
        }
        else {
            const len = Buffer.byteLength(string);
            this.ensure(len + 1); // +1 for null terminator
            this.buffer.write(string, this.offset, 'utf-8');
            this.offset += len;
        }
        this.buffer[this.offset++] = 0; // null terminator
        return this;
    }
    addString(string = '') {
        const len = Buffer.byteLength(string);
        this.ensure(len);
        this.buffer.write(string, this.offset);
        this.offset += len;
        return this;
    }
    // Write an Int32 byte-length prefix immediately followed by the string's UTF-8
    // bytes. Postgres' Bind wire format prefixes every parameter with its length,
    // and doing it in one method computes Buffer.byteLength ONCE — the previous
    // `addInt32(Buffer.byteLength(s)).addString(s)` pairing scanned the string
    // three times (byteLength for the prefix, byteLength again inside addString,
    // then the encode), which is costly for large text parameters.
    addInt32PrefixedString(string) {
        const len = Buffer.byteLength(string);
        this.ensure(4 + len);
        const buffer = this.buffer;
        let offset = this.offset;
        buffer[offset++] = (len >>> 24) & 0xff;
        buffer[offset++] = (len >>> 16) & 0xff;
        buffer[offset++] = (len >>> 8) & 0xff;
        buffer[offset++] = (len >>> 0) & 0xff;
        buffer.write(string, offset, 'utf-8');
        this.offset = offset + len;
        return this;
    }
    add(otherBuffer) {
        this.ensure(otherBuffer.length);
        otherBuffer.copy(this.buffer, this.offset);
        this.offset += otherBuffer.length;
        return this;
    }
    /**
     * Appends an uninitialized block of {@link size} bytes to the buffer and returns its offset.
     */
    reserveUnsafe(size) {
        const offset = this.offset;
        this.ensure(size);
        this.offset += size;
        return offset;
    }
    join(code) {
        if (code) {
            this.buffer[this.headerPosition] = code;
            //length is everything in this packet minus the code
            const length = this.offset - (this.headerPosition + 1);
            this.buffer.writeInt32BE(length, this.headerPosition + 1);
        }
        return this.buffer.slice(code ? 0 : 5, this.offset);
    }
    flush(code) {
        const result = this.join(code);
        this.offset = 5;
        this.headerPosition = 0;
        this.buffer = Buffer.allocUnsafe(this.size);
        return result;
    }
    clear() {
        this.offset = 5;
        this.headerPosition = 0;
    }
}
exports.Writer = Writer;

/***/ }),

/***/ 4233:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.DatabaseError = exports.serialize = void 0;
exports.parse = parse;
const messages_1 = __nccwpck_require__(5809);
Object.defineProperty(exports, "DatabaseError", ({ enumerable: true, get: function () { return messages_1.DatabaseError; } }));
const serializer_1 = __nccwpck_require__(6513);
Object.defineProperty(exports, "serialize", ({ enumerable: true, get: function () { return serializer_1.serialize; } }));
const parser_1 = __nccwpck_require__(3318);
function parse(stream, callback) {
    const parser = new parser_1.Parser();
    stream.on('data', (buffer) => parser.parse(buffer, callback));
    return new Promise((resolve) => stream.on('end', () => resolve()));
}

/***/ }),

/***/ 5809:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.NoticeMessage = exports.DataRowMessage = exports.CommandCompleteMessage = exports.ReadyForQueryMessage = exports.NotificationResponseMessage = exports.BackendKeyDataMessage = exports.AuthenticationMD5Password = exports.ParameterStatusMessage = exports.ParameterDescriptionMessage = exports.RowDescriptionMessage = exports.Field = exports.CopyResponse = exports.CopyDataMessage = exports.DatabaseError = exports.copyDone = exports.emptyQuery = exports.replicationStart = exports.portalSuspended = exports.noData = exports.closeComplete = exports.bindComplete = exports.parseComplete = void 0;
exports.parseComplete = {
    name: 'parseComplete',
    length: 5,
};
exports.bindComplete = {
    name: 'bindComplete',
    length: 5,
};
exports.closeComplete = {
    name: 'closeComplete',
    length: 5,
};
exports.noData = {
    name: 'noData',
    length: 5,
};
exports.portalSuspended = {
    name: 'portalSuspended',
    length: 5,
};
exports.replicationStart = {
    name: 'replicationStart',
    length: 4,
};
exports.emptyQuery = {
    name: 'emptyQuery',
    length: 4,
};
exports.copyDone = {
    name: 'copyDone',
    length: 4,
};
class DatabaseError extends Error {
    constructor(message, length, name) {
        super(message);
        this.length = length;
        this.name = name;
    }
}
exports.DatabaseError = DatabaseError;
class CopyDataMessage {
    constructor(length, chunk) {
        this.length = length;
        this.chunk = chunk;
        this.name = 'copyData';
    }
}
exports.CopyDataMessage = CopyDataMessage;
class CopyResponse {
    constructor(length, name, binary, columnCount) {
        this.length = length;
        this.name = name;
        this.binary = binary;
        this.columnTypes = new Array(columnCount);
    }
}
exports.CopyResponse = CopyResponse;
class Field {
    constructor(name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier, format) {
        this.name = name;
        this.tableID = tableID;
        this.columnID = columnID;
        this.dataTypeID = dataTypeID;
        this.dataTypeSize = dataTypeSize;
        this.dataTypeModifier = dataTypeModifier;
        this.format = format;
    }
}
exports.Field = Field;
class RowDescriptionMessage {
    constructor(length, fieldCount) {
        this.length = length;
        this.fieldCount = fieldCount;
        this.name = 'rowDescription';
        this.fields = new Array(this.fieldCount);
    }
}
exports.RowDescriptionMessage = RowDescriptionMessage;
class ParameterDescriptionMessage {
    constructor(length, parameterCount) {
        this.length = length;
        this.parameterCount = parameterCount;
        this.name = 'parameterDescription';
        this.dataTypeIDs = new Array(this.parameterCount);
    }
}
exports.ParameterDescriptionMessage = ParameterDescriptionMessage;
class ParameterStatusMessage {
    constructor(length, parameterName, parameterValue) {
        this.length = length;
        this.parameterName = parameterName;
        this.parameterValue = parameterValue;
        this.name = 'parameterStatus';
    }
}
exports.ParameterStatusMessage = ParameterStatusMessage;
class AuthenticationMD5Password {
    constructor(length, salt) {
        this.length = length;
        this.salt = salt;
        this.name = 'authenticationMD5Password';
    }
}
exports.AuthenticationMD5Password = AuthenticationMD5Password;
class BackendKeyDataMessage {
    constructor(length, processID, secretKey) {
        this.length = length;
        this.processID = processID;
        this.secretKey = secretKey;
        this.name = 'backendKeyData';
    }
}
exports.BackendKeyDataMessage = BackendKeyDataMessage;
class NotificationResponseMessage {
    constructor(length, processId, channel, payload) {
        this.length = length;
        this.processId = processId;
        this.channel = channel;
        this.payload = payload;
        this.name = 'notification';
    }
}
exports.NotificationResponseMessage = NotificationResponseMessage;
class ReadyForQueryMessage {
    constructor(length, status) {
        this.length = length;
        this.status = status;
        this.name = 'readyForQuery';
    }
}
exports.ReadyForQueryMessage = ReadyForQueryMessage;
class CommandCompleteMessage {
    constructor(length, text) {
        this.length = length;
        this.text = text;
        this.name = 'commandComplete';
    }
}
exports.CommandCompleteMessage = CommandCompleteMessage;
class DataRowMessage {
    constructor(length, fields) {
        this.length = length;
        this.fields = fields;
        this.name = 'dataRow';
        this.fieldCount = fields.length;
    }
}
exports.DataRowMessage = DataRowMessage;
class NoticeMessage {
    constructor(length, message) {
        this.length = length;
        this.message = message;
        this.name = 'notice';
    }
}
exports.NoticeMessage = NoticeMessage;

/***/ }),

/***/ 3318:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.Parser = void 0;
const messages_1 = __nccwpck_require__(5809);
const buffer_reader_1 = __nccwpck_require__(9971);
// every message is prefixed with a single byte
const CODE_LENGTH = 1;
// every message has an int32 length which includes itself but does
// NOT include the code in the length
const LEN_LENGTH = 4;
const HEADER_LENGTH = CODE_LENGTH + LEN_LENGTH;
// A placeholder for a `BackendMessage`’s length value that will be set after construction.
const LATEINIT_LENGTH = -1;
const emptyBuffer = Buffer.allocUnsafe(0);
class Parser {
    constructor(opts) {
        this.buffer = emptyBuffer;
        this.bufferLength = 0;
        this.bufferOffset = 0;
        this.reader = new buffer_reader_1.BufferReader();
        if ((opts === null || opts === void 0 ? void 0 : opts.mode) === 'binary') {
            throw new Error('Binary mode not supported yet');
        }
        this.mode = (opts === null || opts === void 0 ? void 0 : opts.mode) || 'text';
    }
    parse(buffer, callback) {
        this.mergeBuffer(buffer);
        const bufferFullLength = this.bufferOffset + this.bufferLength;
        let offset = this.bufferOffset;
        while (offset + HEADER_LENGTH <= bufferFullLength) {
            // code is 1 byte long - it identifies the message type
            const code = this.buffer[offset];
            // length is 1 Uint32BE - it is the length of the message EXCLUDING the code
            const length = this.buffer.readUInt32BE(offset + CODE_LENGTH);
            const fullMessageLength = CODE_LENGTH + length;
            if (fullMessageLength + offset <= bufferFullLength) {
                const message = this.handlePacket(offset + HEADER_LENGTH, code, length, this.buffer);
                callback(message);
                offset += fullMessageLength;
            }
            else {
                break;
            }
        }
        if (offset === bufferFullLength) {
            // No more use for the buffer
            this.buffer = emptyBuffer;
            this.bufferLength = 0;
            this.bufferOffset = 0;
        }
        else {
            // Adjust the cursors of remainingBuffer
            this.bufferLength = bufferFullLength - offset;
            this.bufferOffset = offset;
        }
    }
    mergeBuffer(buffer) {
        if (this.bufferLength > 0) {
            const newLength = this.bufferLength + buffer.byteLength;
            const newFullLength = newLength + this.bufferOffset;
            if (newFullLength > this.buffer.byteLength) {
                // We can't concat the new buffer with the remaining one
                let newBuffer;
                if (newLength <= this.buffer.byteLength && this.bufferOffset >= this.bufferLength) {
                    // We can move the relevant part to the beginning of the buffer instead of allocating a new buffer
                    newBuffer = this.buffer;
                }
                else {
                    // Allocate a new larger buffer
                    let newBufferLength = this.buffer.byteLength * 2;
                    while (newLength >= newBufferLength) {
                        newBufferLength *= 2;
                    }
                    newBuffer = Buffer.allocUnsafe(newBufferLength);
                }
                // Move the remaining buffer to the new one
                this.buffer.copy(newBuffer, 0, this.bufferOffset, this.bufferOffset + this.bufferLength);
                this.buffer = newBuffer;
                this.bufferOffset = 0;
            }
            // Concat the new buffer with the remaining one
            buffer.copy(this.buffer, this.bufferOffset + this.bufferLength);
            this.bufferLength = newLength;
        }
        else {
            this.buffer = buffer;
            this.bufferOffset = 0;
            this.bufferLength = buffer.byteLength;
        }
    }
    handlePacket(offset, code, length, bytes) {
        const { reader } = this;
        // NOTE: This undesirably retains the buffer in `this.reader` if the `parse*Message` calls below throw. However, those should only throw in the case of a protocol error, which normally results in the reader being discarded.
        reader.setBuffer(offset, bytes);
        let message;
        switch (code) {
            case 50 /* MessageCodes.BindComplete */:
                message = messages_1.bindComplete;
                break;
            case 49 /* MessageCodes.ParseComplete */:
                message = messages_1.parseComplete;
                break;
            case 51 /* MessageCodes.CloseComplete */:
                message = messages_1.closeComplete;
                break;
            case 110 /* MessageCodes.NoData */:
                message = messages_1.noData;
                break;
            case 115 /* MessageCodes.PortalSuspended */:
                message = messages_1.portalSuspended;
                break;
            case 99 /* MessageCodes.CopyDone */:
                message = messages_1.copyDone;
                break;
            case 87 /* MessageCodes.ReplicationStart */:
                message = messages_1.replicationStart;
                break;
            case 73 /* MessageCodes.EmptyQuery */:
                message = messages_1.emptyQuery;
                break;
            case 68 /* MessageCodes.DataRow */:
                message = parseDataRowMessage(reader);
                break;
            case 67 /* MessageCodes.CommandComplete */:
                message = parseCommandCompleteMessage(reader);
                break;
            case 90 /* MessageCodes.ReadyForQuery */:
                message = parseReadyForQueryMessage(reader);
                break;
            case 65 /* MessageCodes.NotificationResponse */:
                message = parseNotificationMessage(reader);
                break;
            case 82 /* MessageCodes.AuthenticationResponse */:
                message = parseAuthenticationResponse(reader, length);
                break;
            case 83 /* MessageCodes.ParameterStatus */:
                message = parseParameterStatusMessage(reader);
                break;
            case 75 /* MessageCodes.BackendKeyData */:
                message = parseBackendKeyData(reader);
                break;
            case 69 /* MessageCodes.ErrorMessage */:
                message = parseErrorMessage(reader, 'error');
                break;
            case 78 /* MessageCodes.NoticeMessage */:
                message = parseErrorMessage(reader, 'notice');
                break;
            case 84 /* MessageCodes.RowDescriptionMessage */:
                message = parseRowDescriptionMessage(reader);
                break;
            case 116 /* MessageCodes.ParameterDescriptionMessage */:
                message = parseParameterDescriptionMessage(reader);
                break;
            case 71 /* MessageCodes.CopyIn */:
                message = parseCopyInMessage(reader);
                break;
            case 72 /* MessageCodes.CopyOut */:
                message = parseCopyOutMessage(reader);
                break;
            case 100 /* MessageCodes.CopyData */:
                message = parseCopyData(reader, length);
                break;
            default:
                return new messages_1.DatabaseError('received invalid response: ' + code.toString(16), length, 'error');
        }
        reader.setBuffer(0, emptyBuffer);
        message.length = length;
        return message;
    }
}
exports.Parser = Parser;
const parseReadyForQueryMessage = (reader) => {
    const status = reader.string(1);
    return new messages_1.ReadyForQueryMessage(LATEINIT_LENGTH, status);
};
const parseCommandCompleteMessage = (reader) => {
    const text = reader.cstring();
    return new messages_1.CommandCompleteMessage(LATEINIT_LENGTH, text);
};
const parseCopyData = (reader, length) => {
    const chunk = reader.bytes(length - 4);
    return new messages_1.CopyDataMessage(LATEINIT_LENGTH, chunk);
};
const parseCopyInMessage = (reader) => parseCopyMessage(reader, 'copyInResponse');
const parseCopyOutMessage = (reader) => parseCopyMessage(reader, 'copyOutResponse');
const parseCopyMessage = (reader, messageName) => {
    const isBinary = reader.byte() !== 0;
    const columnCount = reader.int16();
    const message = new messages_1.CopyResponse(LATEINIT_LENGTH, messageName, isBinary, columnCount);
    for (let i = 0; i < columnCount; i++) {
        message.columnTypes[i] = reader.int16();
    }
    return message;
};
const parseNotificationMessage = (reader) => {
    const processId = reader.int32();
    const channel = reader.cstring();
    const payload = reader.cstring();
    return new messages_1.NotificationResponseMessage(LATEINIT_LENGTH, processId, channel, payload);
};
const parseRowDescriptionMessage = (reader) => {
    const fieldCount = reader.int16();
    const message = new messages_1.RowDescriptionMessage(LATEINIT_LENGTH, fieldCount);
    for (let i = 0; i < fieldCount; i++) {
        message.fields[i] = parseField(reader);
    }
    return message;
};
const parseField = (reader) => {
    const name = reader.cstring();
    const tableID = reader.uint32();
    const columnID = reader.int16();
    const dataTypeID = reader.uint32();
    const dataTypeSize = reader.int16();
    const dataTypeModifier = reader.int32();
    const mode = reader.int16() === 0 ? 'text' : 'binary';
    return new messages_1.Field(name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier, mode);
};
const parseParameterDescriptionMessage = (reader) => {
    const parameterCount = reader.int16();
    const message = new messages_1.ParameterDescriptionMessage(LATEINIT_LENGTH, parameterCount);
    for (let i = 0; i < parameterCount; i++) {
        // OIDs are unsigned, same as dataTypeID in parseField above
        message.dataTypeIDs[i] = reader.uint32();
    }
    return message;
};
const parseDataRowMessage = (reader) => {
    const fieldCount = reader.int16();
    const fields = new Array(fieldCount);
    for (let i = 0; i < fieldCount; i++) {
        const len = reader.int32();
        // a -1 for length means the value of the field is null
        fields[i] = len === -1 ? null : reader.string(len);
    }
    return new messages_1.DataRowMessage(LATEINIT_LENGTH, fields);
};
const parseParameterStatusMessage = (reader) => {
    const name = reader.cstring();
    const value = reader.cstring();
    return new messages_1.ParameterStatusMessage(LATEINIT_LENGTH, name, value);
};
const parseBackendKeyData = (reader) => {
    const processID = reader.int32();
    const secretKey = reader.int32();
    return new messages_1.BackendKeyDataMessage(LATEINIT_LENGTH, processID, secretKey);
};
const parseAuthenticationResponse = (reader, length) => {
    const code = reader.int32();
    // TODO(bmc): maybe better types here
    const message = {
        name: 'authenticationOk',
        length,
    };
    switch (code) {
        case 0: // AuthenticationOk
            break;
        case 3: // AuthenticationCleartextPassword
            if (message.length === 8) {
                message.name = 'authenticationCleartextPassword';
            }
            break;
        case 5: // AuthenticationMD5Password
            if (message.length === 12) {
                message.name = 'authenticationMD5Password';
                const salt = reader.bytes(4);
                return new messages_1.AuthenticationMD5Password(LATEINIT_LENGTH, salt);
            }
            break;
        case 10: // AuthenticationSASL
            {
                message.name = 'authenticationSASL';
                message.mechanisms = [];
                let mechanism;
                do {
                    mechanism = reader.cstring();
                    if (mechanism) {
                        message.mechanisms.push(mechanism);
                    }
                } while (mechanism);
            }
            break;
        case 11: // AuthenticationSASLContinue
            message.name = 'authenticationSASLContinue';
            message.data = reader.string(length - 8);
            break;
        case 12: // AuthenticationSASLFinal
            message.name = 'authenticationSASLFinal';
            message.data = reader.string(length - 8);
            break;
        default:
            throw new Error('Unknown authenticationOk message type ' + code);
    }
    return message;
};
const parseErrorMessage = (reader, name) => {
    const fields = {};
    let fieldType = reader.string(1);
    while (fieldType !== '\0') {
        fields[fieldType] = reader.cstring();
        fieldType = reader.string(1);
    }
    const messageValue = fields.M;
    const message = name === 'notice'
        ? new messages_1.NoticeMessage(LATEINIT_LENGTH, messageValue)
        : new messages_1.DatabaseError(messageValue, LATEINIT_LENGTH, name);
    message.severity = fields.S;
    message.code = fields.C;
    message.detail = fields.D;
    message.hint = fields.H;
    message.position = fields.P;
    message.internalPosition = fields.p;
    message.internalQuery = fields.q;
    message.where = fields.W;
    message.schema = fields.s;
    message.table = fields.t;
    message.column = fields.c;
    message.dataType = fields.d;
    message.constraint = fields.n;
    message.file = fields.F;
    message.line = fields.L;
    message.routine = fields.R;
    return message;
};

/***/ }),

/***/ 6513:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.serialize = void 0;
const buffer_writer_1 = __nccwpck_require__(9315);
const writer = new buffer_writer_1.Writer();
const startup = (opts) => {
    // protocol version
    writer.addInt16(3).addInt16(0);
    for (const key of Object.keys(opts)) {
        writer.addCString(key).addCString(opts[key]);
    }
    writer.addCString('client_encoding').addCString('UTF8');
    const bodyBuffer = writer.addCString('').flush();
    // this message is sent without a code
    const length = bodyBuffer.length + 4;
    return new buffer_writer_1.Writer().addInt32(length).add(bodyBuffer).flush();
};
const requestSsl = () => {
    const response = Buffer.allocUnsafe(8);
    response.writeInt32BE(8, 0);
    response.writeInt32BE(80877103, 4);
    return response;
};
const password = (password) => {
    return writer.addCString(password).flush(112 /* code.startup */);
};
const sendSASLInitialResponseMessage = function (mechanism, initialResponse) {
    // 0x70 = 'p'
    writer.addCString(mechanism).addInt32PrefixedString(initialResponse);
    return writer.flush(112 /* code.startup */);
};
const sendSCRAMClientFinalMessage = function (additionalData) {
    return writer.addString(additionalData).flush(112 /* code.startup */);
};
const query = (text) => {
    return writer.addCString(text).flush(81 /* code.query */);
};
const emptyArray = [];
const parse = (query) => {
    // expect something like this:
    // { name: 'queryName',
    //   text: 'select * from blah',
    //   types: ['int8', 'bool'] }
    // normalize missing query names to allow for null
    const name = query.name || '';
    if (name.length > 63) {
        console.error('Warning! Postgres only supports 63 characters for query names.');
        console.error('You supplied %s (%s)', name, name.length);
        console.error('This can cause conflicts and silent errors executing queries');
    }
    const types = query.types || emptyArray;
    const len = types.length;
    const buffer = writer
        .addCString(name) // name of query
        .addCString(query.text) // actual query text
        .addInt16(len);
    for (let i = 0; i < len; i++) {
        buffer.addInt32(types[i]);
    }
    return writer.flush(80 /* code.parse */);
};
const writeValues = function (values, valueMapper, formatsOffset) {
    const len = values.length;
    for (let i = 0; i < len; i++) {
        const mappedVal = valueMapper ? valueMapper(values[i], i) : values[i];
        let formatByte = 0 /* ParamType.STRING */;
        if (mappedVal == null) {
            // write -1 to indicate null
            writer.addInt32(-1);
        }
        else if (mappedVal instanceof Buffer) {
            formatByte = 1 /* ParamType.BINARY */;
            // add the buffer to the param writer
            writer.addInt32(mappedVal.length);
            writer.add(mappedVal);
        }
        else {
            // length prefix + UTF-8 bytes in one pass (Buffer.byteLength computed once)
            writer.addInt32PrefixedString(mappedVal);
        }
        // beware: `writer` operations can replace `writer.buffer` with a new buffer
        const buf = writer.buffer;
        buf[formatsOffset++] = 0;
        buf[formatsOffset++] = formatByte;
    }
};
const bind = (config = {}) => {
    // normalize config
    const portal = config.portal || '';
    const statement = config.statement || '';
    const binary = config.binary || false;
    const values = config.values || emptyArray;
    const len = values.length;
    writer.addCString(portal).addCString(statement);
    // number of parameter format codes
    writer.addInt16(len);
    // space for those codes, filled by `writeValues`
    const formatsOffset = writer.reserveUnsafe(len * 2);
    // number of parameter values
    writer.addInt16(len);
    try {
        writeValues(values, config.valueMapper, formatsOffset);
    }
    catch (err) {
        writer.clear();
        throw err;
    }
    // all results use the same format code
    writer.addInt16(1);
    // format code
    writer.addInt16(binary ? 1 /* ParamType.BINARY */ : 0 /* ParamType.STRING */);
    return writer.flush(66 /* code.bind */);
};
const emptyExecute = Buffer.from([69 /* code.execute */, 0x00, 0x00, 0x00, 0x09, 0x00, 0x00, 0x00, 0x00, 0x00]);
const execute = (config) => {
    // this is the happy path for most queries
    if (!config || (!config.portal && !config.rows)) {
        return emptyExecute;
    }
    const portal = config.portal || '';
    const rows = config.rows || 0;
    const portalLength = Buffer.byteLength(portal);
    const len = 4 + portalLength + 1 + 4;
    // one extra bit for code
    const buff = Buffer.allocUnsafe(1 + len);
    buff[0] = 69 /* code.execute */;
    buff.writeInt32BE(len, 1);
    buff.write(portal, 5, 'utf-8');
    buff[portalLength + 5] = 0; // null terminate portal cString
    buff.writeUInt32BE(rows, buff.length - 4);
    return buff;
};
const cancel = (processID, secretKey) => {
    const buffer = Buffer.allocUnsafe(16);
    buffer.writeInt32BE(16, 0);
    buffer.writeInt16BE(1234, 4);
    buffer.writeInt16BE(5678, 6);
    buffer.writeInt32BE(processID, 8);
    buffer.writeInt32BE(secretKey, 12);
    return buffer;
};
const cstringMessage = (code, string) => {
    const stringLen = Buffer.byteLength(string);
    const len = 4 + stringLen + 1;
    // one extra bit for code
    const buffer = Buffer.allocUnsafe(1 + len);
    buffer[0] = code;
    buffer.writeInt32BE(len, 1);
    buffer.write(string, 5, 'utf-8');
    buffer[len] = 0; // null terminate cString
    return buffer;
};
const emptyDescribePortal = writer.addCString('P').flush(68 /* code.describe */);
const emptyDescribeStatement = writer.addCString('S').flush(68 /* code.describe */);
const describe = (msg) => {
    return msg.name
        ? cstringMessage(68 /* code.describe */, `${msg.type}${msg.name || ''}`)
        : msg.type === 'P'
            ? emptyDescribePortal
            : emptyDescribeStatement;
};
const close = (msg) => {
    const text = `${msg.type}${msg.name || ''}`;
    return cstringMessage(67 /* code.close */, text);
};
const copyData = (chunk) => {
    return writer.add(chunk).flush(100 /* code.copyFromChunk */);
};
const copyFail = (message) => {
    return cstringMessage(102 /* code.copyFail */, message);
};
const codeOnlyBuffer = (code) => Buffer.from([code, 0x00, 0x00, 0x00, 0x04]);
const flushBuffer = codeOnlyBuffer(72 /* code.flush */);
const syncBuffer = codeOnlyBuffer(83 /* code.sync */);
const endBuffer = codeOnlyBuffer(88 /* code.end */);
const copyDoneBuffer = codeOnlyBuffer(99 /* code.copyDone */);
const serialize = {
    startup,
    password,
    requestSsl,
    sendSASLInitialResponseMessage,
    sendSCRAMClientFinalMessage,
    query,
    parse,
    bind,
    execute,
    describe,
    close,
    flush: () => flushBuffer,
    sync: () => syncBuffer,
    end: () => endBuffer,
    copyData,
    copyDone: () => copyDoneBuffer,
    copyFail,
    cancel,
};
exports.serialize = serialize;

/***/ }),

/***/ 1549:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var textParsers = __nccwpck_require__(4784);
var binaryParsers = __nccwpck_require__(7522);
var arrayParser = __nccwpck_require__(6471);
var builtinTypes = __nccwpck_require__(6345);

exports.getTypeParser = getTypeParser;
exports.setTypeParser = setTypeParser;
exports.arrayParser = arrayParser;
exports.builtins = builtinTypes;

var typeParsers = {
  text: {},
  binary: {}
};

//the empty parse function
function noParse (val) {
  return String(val);
};

//returns a function used to convert a specific type (specified by
//oid) into a result javascript type
//note: the oid can be obtained via the following sql query:
//SELECT oid FROM pg_type WHERE typname = 'TYPE_NAME_HERE';
function getTypeParser (oid, format) {
  format = format || 'text';
  if (!typeParsers[format]) {
    return noParse;
  }
  return typeParsers[format][oid] || noParse;
};

function setTypeParser (oid, format, parseFn) {
  if(typeof format == 'function') {
    parseFn = format;
    format = 'text';
  }
  typeParsers[format][oid] = parseFn;
};

textParsers.init(function(oid, converter) {
  typeParsers.text[oid] = converter;
});

binaryParsers.init(function(oid, converter) {
  typeParsers.binary[oid] = converter;
});


/***/ }),

/***/ 6471:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var array = __nccwpck_require__(3879);

module.exports = {
  create: function (source, transform) {
    return {
      parse: function() {
        return array.parse(source, transform);
      }
    };
  }
};


/***/ }),

/***/ 7522:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var parseInt64 = __nccwpck_require__(2299);

var parseBits = function(data, bits, offset, invert, callback) {
  offset = offset || 0;
  invert = invert || false;
  callback = callback || function(lastValue, newValue, bits) { return (lastValue * Math.pow(2, bits)) + newValue; };
  var offsetBytes = offset >> 3;

  var inv = function(value) {
    if (invert) {
      return ~value & 0xff;
    }

    return value;
  };

  // read first (maybe partial) byte
  var mask = 0xff;
  var firstBits = 8 - (offset % 8);
  if (bits < firstBits) {
    mask = (0xff << (8 - bits)) & 0xff;
    firstBits = bits;
  }

  if (offset) {
    mask = mask >> (offset % 8);
  }

  var result = 0;
  if ((offset % 8) + bits >= 8) {
    result = callback(0, inv(data[offsetBytes]) & mask, firstBits);
  }

  // read bytes
  var bytes = (bits + offset) >> 3;
  for (var i = offsetBytes + 1; i < bytes; i++) {
    result = callback(result, inv(data[i]), 8);
  }

  // bits to read, that are not a complete byte
  var lastBits = (bits + offset) % 8;
  if (lastBits > 0) {
    result = callback(result, inv(data[bytes]) >> (8 - lastBits), lastBits);
  }

  return result;
};

var parseFloatFromBits = function(data, precisionBits, exponentBits) {
  var bias = Math.pow(2, exponentBits - 1) - 1;
  var sign = parseBits(data, 1);
  var exponent = parseBits(data, exponentBits, 1);

  if (exponent === 0) {
    return 0;
  }

  // parse mantissa
  var precisionBitsCounter = 1;
  var parsePrecisionBits = function(lastValue, newValue, bits) {
    if (lastValue === 0) {
      lastValue = 1;
    }

    for (var i = 1; i <= bits; i++) {
      precisionBitsCounter /= 2;
      if ((newValue & (0x1 << (bits - i))) > 0) {
        lastValue += precisionBitsCounter;
      }
    }

    return lastValue;
  };

  var mantissa = parseBits(data, precisionBits, exponentBits + 1, false, parsePrecisionBits);

  // special cases
  if (exponent == (Math.pow(2, exponentBits + 1) - 1)) {
    if (mantissa === 0) {
      return (sign === 0) ? Infinity : -Infinity;
    }

    return NaN;
  }

  // normale number
  return ((sign === 0) ? 1 : -1) * Math.pow(2, exponent - bias) * mantissa;
};

var parseInt16 = function(value) {
  if (parseBits(value, 1) == 1) {
    return -1 * (parseBits(value, 15, 1, true) + 1);
  }

  return parseBits(value, 15, 1);
};

var parseInt32 = function(value) {
  if (parseBits(value, 1) == 1) {
    return -1 * (parseBits(value, 31, 1, true) + 1);
  }

  return parseBits(value, 31, 1);
};

var parseFloat32 = function(value) {
  return parseFloatFromBits(value, 23, 8);
};

var parseFloat64 = function(value) {
  return parseFloatFromBits(value, 52, 11);
};

var parseNumeric = function(value) {
  var sign = parseBits(value, 16, 32);
  if (sign == 0xc000) {
    return NaN;
  }

  var weight = Math.pow(10000, parseBits(value, 16, 16));
  var result = 0;

  var digits = [];
  var ndigits = parseBits(value, 16);
  for (var i = 0; i < ndigits; i++) {
    result += parseBits(value, 16, 64 + (16 * i)) * weight;
    weight /= 10000;
  }

  var scale = Math.pow(10, parseBits(value, 16, 48));
  return ((sign === 0) ? 1 : -1) * Math.round(result * scale) / scale;
};

var parseDate = function(isUTC, value) {
  var sign = parseBits(value, 1);
  var rawValue = parseBits(value, 63, 1);

  // discard usecs and shift from 2000 to 1970
  var result = new Date((((sign === 0) ? 1 : -1) * rawValue / 1000) + 946684800000);

  if (!isUTC) {
    result.setTime(result.getTime() + result.getTimezoneOffset() * 60000);
  }

  // add microseconds to the date
  result.usec = rawValue % 1000;
  result.getMicroSeconds = function() {
    return this.usec;
  };
  result.setMicroSeconds = function(value) {
    this.usec = value;
  };
  result.getUTCMicroSeconds = function() {
    return this.usec;
  };

  return result;
};

var parseArray = function(value) {
  var dim = parseBits(value, 32);

  var flags = parseBits(value, 32, 32);
  var elementType = parseBits(value, 32, 64);

  var offset = 96;
  var dims = [];
  for (var i = 0; i < dim; i++) {
    // parse dimension
    dims[i] = parseBits(value, 32, offset);
    offset += 32;

    // ignore lower bounds
    offset += 32;
  }

  var parseElement = function(elementType) {
    // parse content length
    var length = parseBits(value, 32, offset);
    offset += 32;

    // parse null values
    if (length == 0xffffffff) {
      return null;
    }

    var result;
    if ((elementType == 0x17) || (elementType == 0x14)) {
      // int/bigint
      result = parseBits(value, length * 8, offset);
      offset += length * 8;
      return result;
    }
    else if (elementType == 0x19) {
      // string
      result = value.toString(this.encoding, offset >> 3, (offset += (length << 3)) >> 3);
      return result;
    }
    else {
      console.log("ERROR: ElementType not implemented: " + elementType);
    }
  };

  var parse = function(dimension, elementType) {
    var array = [];
    var i;

    if (dimension.length > 1) {
      var count = dimension.shift();
      for (i = 0; i < count; i++) {
        array[i] = parse(dimension, elementType);
      }
      dimension.unshift(count);
    }
    else {
      for (i = 0; i < dimension[0]; i++) {
        array[i] = parseElement(elementType);
      }
    }

    return array;
  };

  return parse(dims, elementType);
};

var parseText = function(value) {
  return value.toString('utf8');
};

var parseBool = function(value) {
  if(value === null) return null;
  return (parseBits(value, 8) > 0);
};

var init = function(register) {
  register(20, parseInt64);
  register(21, parseInt16);
  register(23, parseInt32);
  register(26, parseInt32);
  register(1700, parseNumeric);
  register(700, parseFloat32);
  register(701, parseFloat64);
  register(16, parseBool);
  register(1114, parseDate.bind(null, false));
  register(1184, parseDate.bind(null, true));
  register(1000, parseArray);
  register(1007, parseArray);
  register(1016, parseArray);
  register(1008, parseArray);
  register(1009, parseArray);
  register(25, parseText);
};

module.exports = {
  init: init
};


/***/ }),

/***/ 6345:
/***/ ((module) => {

/**
 * Following query was used to generate this file:

 SELECT json_object_agg(UPPER(PT.typname), PT.oid::int4 ORDER BY pt.oid)
 FROM pg_type PT
 WHERE typnamespace = (SELECT pgn.oid FROM pg_namespace pgn WHERE nspname = 'pg_catalog') -- Take only builting Postgres types with stable OID (extension types are not guaranted to be stable)
 AND typtype = 'b' -- Only basic types
 AND typelem = 0 -- Ignore aliases
 AND typisdefined -- Ignore undefined types
 */

module.exports = {
    BOOL: 16,
    BYTEA: 17,
    CHAR: 18,
    INT8: 20,
    INT2: 21,
    INT4: 23,
    REGPROC: 24,
    TEXT: 25,
    OID: 26,
    TID: 27,
    XID: 28,
    CID: 29,
    JSON: 114,
    XML: 142,
    PG_NODE_TREE: 194,
    SMGR: 210,
    PATH: 602,
    POLYGON: 604,
    CIDR: 650,
    FLOAT4: 700,
    FLOAT8: 701,
    ABSTIME: 702,
    RELTIME: 703,
    TINTERVAL: 704,
    CIRCLE: 718,
    MACADDR8: 774,
    MONEY: 790,
    MACADDR: 829,
    INET: 869,
    ACLITEM: 1033,
    BPCHAR: 1042,
    VARCHAR: 1043,
    DATE: 1082,
    TIME: 1083,
    TIMESTAMP: 1114,
    TIMESTAMPTZ: 1184,
    INTERVAL: 1186,
    TIMETZ: 1266,
    BIT: 1560,
    VARBIT: 1562,
    NUMERIC: 1700,
    REFCURSOR: 1790,
    REGPROCEDURE: 2202,
    REGOPER: 2203,
    REGOPERATOR: 2204,
    REGCLASS: 2205,
    REGTYPE: 2206,
    UUID: 2950,
    TXID_SNAPSHOT: 2970,
    PG_LSN: 3220,
    PG_NDISTINCT: 3361,
    PG_DEPENDENCIES: 3402,
    TSVECTOR: 3614,
    TSQUERY: 3615,
    GTSVECTOR: 3642,
    REGCONFIG: 3734,
    REGDICTIONARY: 3769,
    JSONB: 3802,
    REGNAMESPACE: 4089,
    REGROLE: 4096
};


/***/ }),

/***/ 4784:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var array = __nccwpck_require__(3879)
var arrayParser = __nccwpck_require__(6471);
var parseDate = __nccwpck_require__(2690);
var parseInterval = __nccwpck_require__(8755);
var parseByteA = __nccwpck_require__(463);

function allowNull (fn) {
  return function nullAllowed (value) {
    if (value === null) return value
    return fn(value)
  }
}

function parseBool (value) {
  if (value === null) return value
  return value === 'TRUE' ||
    value === 't' ||
    value === 'true' ||
    value === 'y' ||
    value === 'yes' ||
    value === 'on' ||
    value === '1';
}

function parseBoolArray (value) {
  if (!value) return null
  return array.parse(value, parseBool)
}

function parseBaseTenInt (string) {
  return parseInt(string, 10)
}

function parseIntegerArray (value) {
  if (!value) return null
  return array.parse(value, allowNull(parseBaseTenInt))
}

function parseBigIntegerArray (value) {
  if (!value) return null
  return array.parse(value, allowNull(function (entry) {
    return parseBigInteger(entry).trim()
  }))
}

var parsePointArray = function(value) {
  if(!value) { return null; }
  var p = arrayParser.create(value, function(entry) {
    if(entry !== null) {
      entry = parsePoint(entry);
    }
    return entry;
  });

  return p.parse();
};

var parseFloatArray = function(value) {
  if(!value) { return null; }
  var p = arrayParser.create(value, function(entry) {
    if(entry !== null) {
      entry = parseFloat(entry);
    }
    return entry;
  });

  return p.parse();
};

var parseStringArray = function(value) {
  if(!value) { return null; }

  var p = arrayParser.create(value);
  return p.parse();
};

var parseDateArray = function(value) {
  if (!value) { return null; }

  var p = arrayParser.create(value, function(entry) {
    if (entry !== null) {
      entry = parseDate(entry);
    }
    return entry;
  });

  return p.parse();
};

var parseIntervalArray = function(value) {
  if (!value) { return null; }

  var p = arrayParser.create(value, function(entry) {
    if (entry !== null) {
      entry = parseInterval(entry);
    }
    return entry;
  });

  return p.parse();
};

var parseByteAArray = function(value) {
  if (!value) { return null; }

  return array.parse(value, allowNull(parseByteA));
};

var parseInteger = function(value) {
  return parseInt(value, 10);
};

var parseBigInteger = function(value) {
  var valStr = String(value);
  if (/^\d+$/.test(valStr)) { return valStr; }
  return value;
};

var parseJsonArray = function(value) {
  if (!value) { return null; }

  return array.parse(value, allowNull(JSON.parse));
};

var parsePoint = function(value) {
  if (value[0] !== '(') { return null; }

  value = value.substring( 1, value.length - 1 ).split(',');

  return {
    x: parseFloat(value[0])
  , y: parseFloat(value[1])
  };
};

var parseCircle = function(value) {
  if (value[0] !== '<' && value[1] !== '(') { return null; }

  var point = '(';
  var radius = '';
  var pointParsed = false;
  for (var i = 2; i < value.length - 1; i++){
    if (!pointParsed) {
      point += value[i];
    }

    if (value[i] === ')') {
      pointParsed = true;
      continue;
    } else if (!pointParsed) {
      continue;
    }

    if (value[i] === ','){
      continue;
    }

    radius += value[i];
  }
  var result = parsePoint(point);
  result.radius = parseFloat(radius);

  return result;
};

var init = function(register) {
  register(20, parseBigInteger); // int8
  register(21, parseInteger); // int2
  register(23, parseInteger); // int4
  register(26, parseInteger); // oid
  register(700, parseFloat); // float4/real
  register(701, parseFloat); // float8/double
  register(16, parseBool);
  register(1082, parseDate); // date
  register(1114, parseDate); // timestamp without timezone
  register(1184, parseDate); // timestamp
  register(600, parsePoint); // point
  register(651, parseStringArray); // cidr[]
  register(718, parseCircle); // circle
  register(1000, parseBoolArray);
  register(1001, parseByteAArray);
  register(1005, parseIntegerArray); // _int2
  register(1007, parseIntegerArray); // _int4
  register(1028, parseIntegerArray); // oid[]
  register(1016, parseBigIntegerArray); // _int8
  register(1017, parsePointArray); // point[]
  register(1021, parseFloatArray); // _float4
  register(1022, parseFloatArray); // _float8
  register(1231, parseFloatArray); // _numeric
  register(1014, parseStringArray); //char
  register(1015, parseStringArray); //varchar
  register(1008, parseStringArray);
  register(1009, parseStringArray);
  register(1040, parseStringArray); // macaddr[]
  register(1041, parseStringArray); // inet[]
  register(1115, parseDateArray); // timestamp without time zone[]
  register(1182, parseDateArray); // _date
  register(1185, parseDateArray); // timestamp with time zone[]
  register(1186, parseInterval);
  register(1187, parseIntervalArray);
  register(17, parseByteA);
  register(114, JSON.parse.bind(JSON)); // json
  register(3802, JSON.parse.bind(JSON)); // jsonb
  register(199, parseJsonArray); // json[]
  register(3807, parseJsonArray); // jsonb[]
  register(3907, parseStringArray); // numrange[]
  register(2951, parseStringArray); // uuid[]
  register(791, parseStringArray); // money[]
  register(1183, parseStringArray); // time[]
  register(1270, parseStringArray); // timetz[]
};

module.exports = {
  init: init
};


/***/ }),

/***/ 5042:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const EventEmitter = (__nccwpck_require__(4434).EventEmitter)
const utils = __nccwpck_require__(9652)
const nodeUtils = __nccwpck_require__(9023)
const sasl = __nccwpck_require__(948)
const TypeOverrides = __nccwpck_require__(365)

const ConnectionParameters = __nccwpck_require__(646)
const Query = __nccwpck_require__(4473)
const defaults = __nccwpck_require__(8995)
const Connection = __nccwpck_require__(9809)
const crypto = __nccwpck_require__(4150)

const activeQueryDeprecationNotice = nodeUtils.deprecate(
  () => {},
  'Client.activeQuery is deprecated and will be removed in pg@9.0'
)

const queryQueueDeprecationNotice = nodeUtils.deprecate(
  () => {},
  'Client.queryQueue is deprecated and will be removed in pg@9.0.'
)

const pgPassDeprecationNotice = nodeUtils.deprecate(
  () => {},
  'pgpass support is deprecated and will be removed in pg@9.0. ' +
    'You can provide an async function as the password property to the Client/Pool constructor that returns a password instead. Within this function you can call the pgpass module in your own code.'
)

const byoPromiseDeprecationNotice = nodeUtils.deprecate(
  () => {},
  'Passing a custom Promise implementation to the Client/Pool constructor is deprecated and will be removed in pg@9.0.'
)

const queryQueueLengthDeprecationNotice = nodeUtils.deprecate(
  () => {},
  'Calling client.query() when the client is already executing a query is deprecated and will be removed in pg@9.0. Use async/await or an external async flow control mechanism instead.'
)

function coerceNumberOrDefault(value, defaultValue) {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : defaultValue
  }
  if (typeof value === 'string' && value.trim() !== '') {
    const n = Number(value)
    return Number.isFinite(n) ? n : defaultValue
  }
  return defaultValue
}

class Client extends EventEmitter {
  constructor(config) {
    super()

    this.connectionParameters = new ConnectionParameters(config)
    this.user = this.connectionParameters.user
    this.database = this.connectionParameters.database
    this.port = this.connectionParameters.port
    this.host = this.connectionParameters.host

    // "hiding" the password so it doesn't show up in stack traces
    // or if the client is console.logged
    Object.defineProperty(this, 'password', {
      configurable: true,
      enumerable: false,
      writable: true,
      value: this.connectionParameters.password,
    })

    this.replication = this.connectionParameters.replication

    const c = config || {}

    if (c.Promise) {
      byoPromiseDeprecationNotice()
    }
    this._Promise = c.Promise || global.Promise
    this._types = new TypeOverrides(c.types)
    this._ending = false
    this._ended = false
    this._connecting = false
    this._connected = false
    this._connectionError = false
    this._queryable = true
    this._activeQuery = null
    this._txStatus = null

    this.enableChannelBinding = Boolean(c.enableChannelBinding) // set true to use SCRAM-SHA-256-PLUS when offered
    this.scramMaxIterations = coerceNumberOrDefault(c.scramMaxIterations, sasl.DEFAULT_MAX_SCRAM_ITERATIONS)
    this.connection =
      c.connection ||
      new Connection({
        stream: c.stream,
        ssl: this.connectionParameters.ssl,
        sslNegotiation: this.connectionParameters.sslnegotiation,
        keepAlive: c.keepAlive || false,
        keepAliveInitialDelayMillis: c.keepAliveInitialDelayMillis || 0,
        encoding: this.connectionParameters.client_encoding || 'utf8',
      })
    this._queryQueue = []
    this._sentQueryQueue = []
    this.pipeline = Boolean(c.pipeline)
    this.binary = c.binary || defaults.binary
    this.processID = null
    this.secretKey = null
    this.ssl = this.connectionParameters.ssl || false
    this.sslNegotiation = this.connectionParameters.sslnegotiation || 'postgres'
    // As with Password, make SSL->Key (the private key) non-enumerable.
    // It won't show up in stack traces
    // or if the client is console.logged
    if (this.ssl && this.ssl.key) {
      Object.defineProperty(this.ssl, 'key', {
        enumerable: false,
      })
    }

    this._connectionTimeoutMillis = c.connectionTimeoutMillis || 0
  }

  get activeQuery() {
    activeQueryDeprecationNotice()
    return this._activeQuery
  }

  set activeQuery(val) {
    activeQueryDeprecationNotice()
    this._activeQuery = val
  }

  _getActiveQuery() {
    return this._activeQuery
  }

  _errorAllQueries(err) {
    const enqueueError = (query) => {
      process.nextTick(() => {
        query.handleError(err, this.connection)
      })
    }

    const activeQuery = this._getActiveQuery()
    if (activeQuery) {
      enqueueError(activeQuery)
      this._activeQuery = null
    }

    this._sentQueryQueue.forEach(enqueueError)
    this._sentQueryQueue.length = 0

    this._queryQueue.forEach(enqueueError)
    this._queryQueue.length = 0
  }

  _connect(callback) {
    const self = this
    const con = this.connection
    this._connectionCallback = callback

    if (this._connecting || this._connected) {
      const err = new Error('Client has already been connected. You cannot reuse a client.')
      process.nextTick(() => {
        callback(err)
      })
      return
    }
    this._connecting = true

    if (this._connectionTimeoutMillis > 0) {
      this.connectionTimeoutHandle = setTimeout(() => {
        con._ending = true
        con.stream.destroy(new Error('timeout expired'))
      }, this._connectionTimeoutMillis)

      if (this.connectionTimeoutHandle.unref) {
        this.connectionTimeoutHandle.unref()
      }
    }

    if (this.host && this.host.indexOf('/') === 0) {
      con.connect(this.host + '/.s.PGSQL.' + this.port)
    } else {
      con.connect(this.port, this.host)
    }

    // once connection is established send startup message
    con.on('connect', function () {
      if (self.ssl) {
        // With direct SSL negotiation the connection upgrades to TLS without an
        // SSLRequest packet, so the startup message is sent after 'sslconnect'.
        if (self.sslNegotiation !== 'direct') {
          con.requestSsl()
        }
      } else {
        con.startup(self.getStartupConf())
      }
    })

    con.on('sslconnect', function () {
      con.startup(self.getStartupConf())
    })

    this._attachListeners(con)

    con.once('end', () => {
      const error = this._ending ? new Error('Connection terminated') : new Error('Connection terminated unexpectedly')

      clearTimeout(this.connectionTimeoutHandle)
      this._errorAllQueries(error)
      this._ended = true

      if (!this._ending) {
        // if the connection is ended without us calling .end()
        // on this client then we have an unexpected disconnection
        // treat this as an error unless we've already emitted an error
        // during connection.
        if (this._connecting && !this._connectionError) {
          if (this._connectionCallback) {
            this._connectionCallback(error)
          } else {
            this._handleErrorEvent(error)
          }
        } else if (!this._connectionError) {
          this._handleErrorEvent(error)
        }
      }

      process.nextTick(() => {
        this.emit('end')
      })
    })
  }

  connect(callback) {
    if (callback) {
      this._connect(callback)
      return
    }

    return new this._Promise((resolve, reject) => {
      this._connect((error) => {
        if (error) {
          reject(error)
        } else {
          resolve(this)
        }
      })
    })
  }

  _attachListeners(con) {
    // password request handling
    con.on('authenticationCleartextPassword', this._handleAuthCleartextPassword.bind(this))
    // password request handling
    con.on('authenticationMD5Password', this._handleAuthMD5Password.bind(this))
    // password request handling (SASL)
    con.on('authenticationSASL', this._handleAuthSASL.bind(this))
    con.on('authenticationSASLContinue', this._handleAuthSASLContinue.bind(this))
    con.on('authenticationSASLFinal', this._handleAuthSASLFinal.bind(this))
    con.on('backendKeyData', this._handleBackendKeyData.bind(this))
    con.on('error', this._handleErrorEvent.bind(this))
    con.on('errorMessage', this._handleErrorMessage.bind(this))
    con.on('readyForQuery', this._handleReadyForQuery.bind(this))
    con.on('notice', this._handleNotice.bind(this))
    con.on('rowDescription', this._handleRowDescription.bind(this))
    con.on('dataRow', this._handleDataRow.bind(this))
    con.on('portalSuspended', this._handlePortalSuspended.bind(this))
    con.on('emptyQuery', this._handleEmptyQuery.bind(this))
    con.on('commandComplete', this._handleCommandComplete.bind(this))
    con.on('parseComplete', this._handleParseComplete.bind(this))
    con.on('copyInResponse', this._handleCopyInResponse.bind(this))
    con.on('copyData', this._handleCopyData.bind(this))
    con.on('notification', this._handleNotification.bind(this))
  }

  _getPassword(cb) {
    const con = this.connection
    if (typeof this.password === 'function') {
      this._Promise
        .resolve()
        .then(() => this.password(this.connectionParameters))
        .then((pass) => {
          if (pass !== undefined) {
            if (typeof pass !== 'string') {
              con.emit('error', new TypeError('Password must be a string'))
              return
            }
            this.connectionParameters.password = this.password = pass
          } else {
            this.connectionParameters.password = this.password = null
          }
          cb()
        })
        .catch((err) => {
          con.emit('error', err)
        })
    } else if (this.password !== null) {
      cb()
    } else {
      try {
        const pgPass = __nccwpck_require__(3272)
        pgPass(this.connectionParameters, (pass) => {
          if (undefined !== pass) {
            pgPassDeprecationNotice()
            this.connectionParameters.password = this.password = pass
          }
          cb()
        })
      } catch (e) {
        this.emit('error', e)
      }
    }
  }

  _handleAuthCleartextPassword(msg) {
    this._getPassword(() => {
      this.connection.password(this.password)
    })
  }

  _handleAuthMD5Password(msg) {
    this._getPassword(async () => {
      try {
        const hashedPassword = await crypto.postgresMd5PasswordHash(this.user, this.password, msg.salt)
        this.connection.password(hashedPassword)
      } catch (e) {
        this.emit('error', e)
      }
    })
  }

  _handleAuthSASL(msg) {
    this._getPassword(() => {
      try {
        this.saslSession = sasl.startSession(
          msg.mechanisms,
          this.enableChannelBinding && this.connection.stream,
          this.scramMaxIterations
        )
        this.connection.sendSASLInitialResponseMessage(this.saslSession.mechanism, this.saslSession.response)
      } catch (err) {
        this.connection.emit('error', err)
      }
    })
  }

  async _handleAuthSASLContinue(msg) {
    try {
      await sasl.continueSession(
        this.saslSession,
        this.password,
        msg.data,
        this.enableChannelBinding && this.connection.stream
      )
      this.connection.sendSCRAMClientFinalMessage(this.saslSession.response)
    } catch (err) {
      this.connection.emit('error', err)
    }
  }

  _handleAuthSASLFinal(msg) {
    try {
      sasl.finalizeSession(this.saslSession, msg.data)
      this.saslSession = null
    } catch (err) {
      this.connection.emit('error', err)
    }
  }

  _handleBackendKeyData(msg) {
    this.processID = msg.processID
    this.secretKey = msg.secretKey
  }

  _handleReadyForQuery(msg) {
    if (this._connecting) {
      this._connecting = false
      this._connected = true
      clearTimeout(this.connectionTimeoutHandle)

      // process possible callback argument to Client#connect
      if (this._connectionCallback) {
        this._connectionCallback(null, this)
        // remove callback for proper error handling
        // after the connect event
        this._connectionCallback = null
      }
      this.emit('connect')
    }
    const activeQuery = this._getActiveQuery()
    this._activeQuery = null
    this._txStatus = msg?.status ?? null
    this.readyForQuery = true
    if (activeQuery) {
      activeQuery.handleReadyForQuery(this.connection)
    }
    this._pulseQueryQueue()
  }

  // if we receive an error event or error message
  // during the connection process we handle it here
  _handleErrorWhileConnecting(err) {
    if (this._connectionError) {
      // TODO(bmc): this is swallowing errors - we shouldn't do this
      return
    }
    this._connectionError = true
    clearTimeout(this.connectionTimeoutHandle)
    if (this._connectionCallback) {
      return this._connectionCallback(err)
    }
    this.emit('error', err)
  }

  // if we're connected and we receive an error event from the connection
  // this means the socket is dead - do a hard abort of all queries and emit
  // the socket error on the client as well
  _handleErrorEvent(err) {
    if (this._connecting) {
      return this._handleErrorWhileConnecting(err)
    }
    this._queryable = false
    this._errorAllQueries(err)
    this.emit('error', err)
  }

  // handle error messages from the postgres backend
  _handleErrorMessage(msg) {
    if (this._connecting) {
      return this._handleErrorWhileConnecting(msg)
    }
    const activeQuery = this._getActiveQuery()

    if (!activeQuery) {
      this._handleErrorEvent(msg)
      return
    }

    this._activeQuery = null
    if (activeQuery.name) {
      delete this.connection.submittedNamedStatements[activeQuery.name]
    }
    activeQuery.handleError(msg, this.connection)
  }

  _handleRowDescription(msg) {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected rowDescription message from backend.')
      this._handleErrorEvent(error)
      return
    }
    // delegate rowDescription to active query
    activeQuery.handleRowDescription(msg)
  }

  _handleDataRow(msg) {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected dataRow message from backend.')
      this._handleErrorEvent(error)
      return
    }
    // delegate dataRow to active query
    activeQuery.handleDataRow(msg)
  }

  _handlePortalSuspended(msg) {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected portalSuspended message from backend.')
      this._handleErrorEvent(error)
      return
    }
    // delegate portalSuspended to active query
    activeQuery.handlePortalSuspended(this.connection)
  }

  _handleEmptyQuery(msg) {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected emptyQuery message from backend.')
      this._handleErrorEvent(error)
      return
    }
    // delegate emptyQuery to active query
    activeQuery.handleEmptyQuery(this.connection)
  }

  _handleCommandComplete(msg) {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected commandComplete message from backend.')
      this._handleErrorEvent(error)
      return
    }
    // delegate commandComplete to active query
    activeQuery.handleCommandComplete(msg, this.connection)
  }

  _handleParseComplete() {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected parseComplete message from backend.')
      this._handleErrorEvent(error)
      return
    }
    // if a prepared statement has a name and properly parses
    // we track that its already been executed so we don't parse
    // it again on the same client
    if (activeQuery.name) {
      this.connection.parsedStatements[activeQuery.name] = activeQuery.text
      delete this.connection.submittedNamedStatements[activeQuery.name]
    }
  }

  _handleCopyInResponse(msg) {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected copyInResponse message from backend.')
      this._handleErrorEvent(error)
      return
    }
    activeQuery.handleCopyInResponse(this.connection)
  }

  _handleCopyData(msg) {
    const activeQuery = this._getActiveQuery()
    if (activeQuery == null) {
      const error = new Error('Received unexpected copyData message from backend.')
      this._handleErrorEvent(error)
      return
    }
    activeQuery.handleCopyData(msg, this.connection)
  }

  _handleNotification(msg) {
    this.emit('notification', msg)
  }

  _handleNotice(msg) {
    this.emit('notice', msg)
  }

  getStartupConf() {
    const params = this.connectionParameters

    const data = {
      user: params.user,
      database: params.database,
    }

    const appName = params.application_name || params.fallback_application_name
    if (appName) {
      data.application_name = appName
    }
    if (params.replication) {
      data.replication = '' + params.replication
    }
    if (params.statement_timeout) {
      data.statement_timeout = String(parseInt(params.statement_timeout, 10))
    }
    if (params.lock_timeout) {
      data.lock_timeout = String(parseInt(params.lock_timeout, 10))
    }
    if (params.idle_in_transaction_session_timeout) {
      data.idle_in_transaction_session_timeout = String(parseInt(params.idle_in_transaction_session_timeout, 10))
    }
    if (params.options) {
      data.options = params.options
    }

    return data
  }

  cancel(client, query) {
    if (client.activeQuery === query) {
      const con = this.connection

      if (this.host && this.host.indexOf('/') === 0) {
        con.connect(this.host + '/.s.PGSQL.' + this.port)
      } else {
        con.connect(this.port, this.host)
      }

      // once connection is established send cancel message
      con.on('connect', function () {
        con.cancel(client.processID, client.secretKey)
      })
    } else if (client._queryQueue.indexOf(query) !== -1) {
      client._queryQueue.splice(client._queryQueue.indexOf(query), 1)
    } else if (client._sentQueryQueue.indexOf(query) !== -1) {
      // Query already sent on wire — can't remove it without corrupting the
      // pipeline. No-op the callback so the result is silently discarded.
      query.callback = () => {}
    }
  }

  setTypeParser(oid, format, parseFn) {
    return this._types.setTypeParser(oid, format, parseFn)
  }

  getTypeParser(oid, format) {
    return this._types.getTypeParser(oid, format)
  }

  // escapeIdentifier and escapeLiteral moved to utility functions & exported
  // on PG
  // re-exported here for backwards compatibility
  escapeIdentifier(str) {
    return utils.escapeIdentifier(str)
  }

  escapeLiteral(str) {
    return utils.escapeLiteral(str)
  }

  _pulseQueryQueue() {
    if (this.pipeline) {
      this._pulsePipelinedQueryQueue()
      return
    }
    if (this.readyForQuery === true) {
      this._activeQuery = this._queryQueue.shift()
      const activeQuery = this._getActiveQuery()
      if (activeQuery) {
        this.readyForQuery = false
        this.hasExecuted = true

        const queryError = activeQuery.submit(this.connection)
        if (queryError) {
          process.nextTick(() => {
            activeQuery.handleError(queryError, this.connection)
            this.readyForQuery = true
            this._pulseQueryQueue()
          })
        }
      } else if (this.hasExecuted) {
        this._activeQuery = null
        this.emit('drain')
      }
    }
  }

  _pulsePipelinedQueryQueue() {
    if (!this._connected || !this._queryable) {
      return
    }
    while (this._queryQueue.length > 0) {
      const query = this._queryQueue.shift()
      this.hasExecuted = true
      const queryError = query.submit(this.connection)
      if (queryError) {
        process.nextTick(() => {
          query.handleError(queryError, this.connection)
        })
        continue
      }
      this._sentQueryQueue.push(query)
    }
    if (this.readyForQuery && !this._activeQuery && this._sentQueryQueue.length > 0) {
      this._activeQuery = this._sentQueryQueue.shift()
      this.readyForQuery = false
    }
    if (!this._activeQuery && this._sentQueryQueue.length === 0 && this._queryQueue.length === 0 && this.hasExecuted) {
      this.emit('drain')
    }
  }

  query(config, values, callback) {
    // can take in strings, config object or query object
    let query
    let result

    if (config == null) {
      throw new TypeError('Client was passed a null or undefined query')
    }

    if (typeof config.submit === 'function') {
      result = query = config
      if (!query.callback) {
        if (typeof values === 'function') {
          query.callback = values
        } else if (callback) {
          query.callback = callback
        }
      }
    } else {
      query = new Query(config, values, callback)
      if (!query.callback) {
        result = new this._Promise((resolve, reject) => {
          query.callback = (err, res) => (err ? reject(err) : resolve(res))
        }).catch((err) => {
          // replace the stack trace that leads to `TCP.onStreamRead` with one that leads back to the
          // application that created the query
          Error.captureStackTrace(err)
          throw err
        })
      } else if (typeof query.callback !== 'function') {
        throw new TypeError('callback is not a function')
      }
    }

    const readTimeout = config.query_timeout || this.connectionParameters.query_timeout
    if (readTimeout) {
      const queryCallback = query.callback || (() => {})

      const readTimeoutTimer = setTimeout(() => {
        const error = new Error('Query read timeout')

        process.nextTick(() => {
          query.handleError(error, this.connection)
        })

        queryCallback(error)

        // we already returned an error,
        // just do nothing if query completes
        query.callback = () => {}

        // Remove from queue (only safe if not yet sent)
        const index = this._queryQueue.indexOf(query)
        if (index > -1) {
          this._queryQueue.splice(index, 1)
        } else if (this.pipeline) {
          // Query already sent — the pipeline is blocked until it completes.
          // Destroy the connection to unblock all remaining pipelined queries.
          this.connection.stream.destroy()
          return
        }

        this._pulseQueryQueue()
      }, readTimeout)

      query.callback = (err, res) => {
        clearTimeout(readTimeoutTimer)
        queryCallback(err, res)
      }
    }

    if (this.binary && !query.binary) {
      query.binary = true
    }

    if (query._result && !query._result._types) {
      query._result._types = this._types
    }

    // A query that keeps a portal open across round trips cannot share a pipelined connection: the
    // queries written behind it are answered out of its portal, so rows land on the wrong query and
    // the reads that follow fail with 'portal does not exist'. Refuse it instead of corrupting.
    if (this.pipeline) {
      const portalQuery =
        typeof config.submit === 'function' && !(query instanceof Query)
          ? 'Custom query classes such as pg-cursor and pg-query-stream are'
          : query.rows
          ? 'The `rows` option is'
          : null
      if (portalQuery) {
        process.nextTick(() => {
          query.handleError(new Error(`${portalQuery} not supported in pipeline mode`), this.connection)
        })
        return result
      }
    }

    if (!this._queryable) {
      process.nextTick(() => {
        query.handleError(new Error('Client has encountered a connection error and is not queryable'), this.connection)
      })
      return result
    }

    if (this._ending) {
      process.nextTick(() => {
        query.handleError(new Error('Client was closed and is not queryable'), this.connection)
      })
      return result
    }

    if (this._queryQueue.length > 0 && !this.pipeline) {
      queryQueueLengthDeprecationNotice()
    }
    this._queryQueue.push(query)
    this._pulseQueryQueue()
    return result
  }

  ref() {
    this.connection.ref()
  }

  unref() {
    this.connection.unref()
  }

  getTransactionStatus() {
    return this._txStatus
  }

  end(cb) {
    this._ending = true

    // if we have never connected, then end is a noop, callback immediately
    if (!this.connection._connecting || this._ended) {
      if (cb) {
        cb()
        return
      } else {
        return this._Promise.resolve()
      }
    }

    if (!this._queryable) {
      // socket is dead — force close
      this.connection.stream.destroy()
    } else if (
      this.pipeline &&
      (this._getActiveQuery() || this._sentQueryQueue.length > 0 || this._queryQueue.length > 0)
    ) {
      // pipelined queries are already on the wire (or queued to send) and will
      // complete normally; wait for drain then do a graceful goodbye
      this.once('drain', () => this.connection.end())
    } else if (this._getActiveQuery()) {
      // non-pipeline: a hung query could block end forever — force disconnect
      this.connection.stream.destroy()
    } else {
      this.connection.end()
    }

    if (cb) {
      this.connection.once('end', cb)
    } else {
      return new this._Promise((resolve) => {
        this.connection.once('end', resolve)
      })
    }
  }
  get queryQueue() {
    queryQueueDeprecationNotice()
    return this._queryQueue
  }
}

// expose a Query constructor
Client.Query = Query

module.exports = Client


/***/ }),

/***/ 646:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const dns = __nccwpck_require__(2250)

const defaults = __nccwpck_require__(8995)

const parse = (__nccwpck_require__(6122).parse) // parses a connection string

const val = function (key, config, envVar) {
  if (config[key]) {
    return config[key]
  }

  if (envVar === undefined) {
    envVar = process.env['PG' + key.toUpperCase()]
  } else if (envVar === false) {
    // do nothing ... use false
  } else {
    envVar = process.env[envVar]
  }

  return envVar || defaults[key]
}

const readSSLConfigFromEnvironment = function () {
  switch (process.env.PGSSLMODE) {
    case 'disable':
      return false
    case 'prefer':
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return true
    case 'no-verify':
      return { rejectUnauthorized: false }
  }
  return defaults.ssl
}

// Convert arg to a string, surround in single quotes, and escape single quotes and backslashes
const quoteParamValue = function (value) {
  return "'" + ('' + value).replace(/\\/g, '\\\\').replace(/'/g, "\\'") + "'"
}

const add = function (params, config, paramName) {
  const value = config[paramName]
  if (value !== undefined && value !== null) {
    params.push(paramName + '=' + quoteParamValue(value))
  }
}

class ConnectionParameters {
  constructor(config) {
    // if a string is passed, it is a raw connection string so we parse it into a config
    config = typeof config === 'string' ? parse(config) : config || {}

    // if the config has a connectionString defined, parse IT into the config we use
    // this will override other default values with what is stored in connectionString
    if (config.connectionString) {
      config = Object.assign({}, config, parse(config.connectionString))
    }

    this.user = val('user', config)
    this.database = val('database', config)

    if (this.database === undefined) {
      this.database = this.user
    }

    this.port = parseInt(val('port', config), 10)
    this.host = val('host', config)

    // "hiding" the password so it doesn't show up in stack traces
    // or if the client is console.logged
    Object.defineProperty(this, 'password', {
      configurable: true,
      enumerable: false,
      writable: true,
      value: val('password', config),
    })

    this.binary = val('binary', config)
    this.options = val('options', config)

    this.ssl = typeof config.ssl === 'undefined' ? readSSLConfigFromEnvironment() : config.ssl

    if (typeof this.ssl === 'string') {
      if (this.ssl === 'true') {
        this.ssl = true
      }
    }
    // support passing in ssl=no-verify via connection string
    if (this.ssl === 'no-verify') {
      this.ssl = { rejectUnauthorized: false }
    }
    if (this.ssl && this.ssl.key) {
      Object.defineProperty(this.ssl, 'key', {
        enumerable: false,
      })
    }

    // How to negotiate SSL: 'postgres' (default, the traditional SSLRequest
    // handshake) or 'direct' (start the TLS handshake immediately on connect).
    this.sslnegotiation = val('sslnegotiation', config, 'PGSSLNEGOTIATION')
    if (this.sslnegotiation !== undefined && this.sslnegotiation !== 'postgres' && this.sslnegotiation !== 'direct') {
      throw new Error(
        `Invalid sslnegotiation value: "${this.sslnegotiation}". Valid values are "postgres" and "direct".`
      )
    }
    if (this.sslnegotiation === 'direct' && !this.ssl) {
      throw new Error('sslnegotiation=direct requires SSL to be enabled')
    }

    this.client_encoding = val('client_encoding', config)
    this.replication = val('replication', config)
    // a domain socket begins with '/'
    this.isDomainSocket = !(this.host || '').indexOf('/')

    this.application_name = val('application_name', config, 'PGAPPNAME')
    this.fallback_application_name = val('fallback_application_name', config, false)
    this.statement_timeout = val('statement_timeout', config, false)
    this.lock_timeout = val('lock_timeout', config, false)
    this.idle_in_transaction_session_timeout = val('idle_in_transaction_session_timeout', config, false)
    this.query_timeout = val('query_timeout', config, false)

    if (config.connectionTimeoutMillis === undefined) {
      this.connect_timeout = process.env.PGCONNECT_TIMEOUT || 0
    } else {
      this.connect_timeout = Math.floor(config.connectionTimeoutMillis / 1000)
    }

    if (config.keepAlive === false) {
      this.keepalives = 0
    } else if (config.keepAlive === true) {
      this.keepalives = 1
    }

    if (typeof config.keepAliveInitialDelayMillis === 'number') {
      this.keepalives_idle = Math.floor(config.keepAliveInitialDelayMillis / 1000)
    }
  }

  getLibpqConnectionString(cb) {
    const params = []
    add(params, this, 'user')
    add(params, this, 'password')
    add(params, this, 'port')
    add(params, this, 'application_name')
    add(params, this, 'fallback_application_name')
    add(params, this, 'connect_timeout')
    add(params, this, 'options')

    const ssl = typeof this.ssl === 'object' ? this.ssl : this.ssl ? { sslmode: this.ssl } : {}
    add(params, ssl, 'sslmode')
    add(params, ssl, 'sslca')
    add(params, ssl, 'sslkey')
    add(params, ssl, 'sslcert')
    add(params, ssl, 'sslrootcert')
    add(params, this, 'sslnegotiation')

    if (this.database) {
      params.push('dbname=' + quoteParamValue(this.database))
    }
    if (this.replication) {
      params.push('replication=' + quoteParamValue(this.replication))
    }
    if (this.host) {
      params.push('host=' + quoteParamValue(this.host))
    }
    if (this.isDomainSocket) {
      return cb(null, params.join(' '))
    }
    if (this.client_encoding) {
      params.push('client_encoding=' + quoteParamValue(this.client_encoding))
    }
    dns.lookup(this.host, function (err, address) {
      if (err) return cb(err, null)
      params.push('hostaddr=' + quoteParamValue(address))
      return cb(null, params.join(' '))
    })
  }
}

module.exports = ConnectionParameters


/***/ }),

/***/ 9809:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const EventEmitter = (__nccwpck_require__(4434).EventEmitter)

const { parse, serialize } = __nccwpck_require__(4233)
const stream = __nccwpck_require__(829)
const { getStream } = stream

const flushBuffer = serialize.flush()
const syncBuffer = serialize.sync()
const endBuffer = serialize.end()

// TODO(bmc) support binary mode at some point
class Connection extends EventEmitter {
  constructor(config) {
    super()
    config = config || {}

    this.stream = config.stream || getStream(config.ssl)
    if (typeof this.stream === 'function') {
      this.stream = this.stream(config)
    }

    this._keepAlive = config.keepAlive
    this._keepAliveInitialDelayMillis = config.keepAliveInitialDelayMillis
    this.parsedStatements = {}
    this.submittedNamedStatements = {}
    this.ssl = config.ssl || false
    this.sslNegotiation = config.sslNegotiation || 'postgres'
    this._ending = false
    this._emitMessage = false
    const self = this
    this.on('newListener', function (eventName) {
      if (eventName === 'message') {
        self._emitMessage = true
      }
    })
  }

  connect(port, host) {
    const self = this

    this._connecting = true
    this.stream.setNoDelay(true)
    this.stream.connect(port, host)

    this.stream.once('connect', function () {
      if (self._keepAlive) {
        self.stream.setKeepAlive(true, self._keepAliveInitialDelayMillis)
      }
      self.emit('connect')
    })

    const reportStreamError = function (error) {
      // errors about disconnections should be ignored during disconnect
      if (self._ending && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) {
        return
      }
      self.emit('error', error)
    }
    this.stream.on('error', reportStreamError)

    this.stream.on('close', function () {
      self.emit('end')
    })

    if (!this.ssl) {
      return this.attachListeners(this.stream)
    }

    // With direct SSL negotiation the TLS handshake starts immediately on the
    // raw socket, skipping the SSLRequest packet and the server's 'S'/'N' reply.
    if (this.sslNegotiation === 'direct') {
      return this.stream.once('connect', function () {
        self.upgradeToSSL(host, reportStreamError)
      })
    }

    this.stream.once('data', function (buffer) {
      const responseCode = buffer.toString('utf8')
      switch (responseCode) {
        case 'S': // Server supports SSL connections, continue with a secure connection
          break
        case 'N': // Server does not support SSL connections
          self.stream.end()
          return self.emit('error', new Error('The server does not support SSL connections'))
        default:
          // Any other response byte, including 'E' (ErrorResponse) indicating a server error
          self.stream.end()
          return self.emit('error', new Error('There was an error establishing an SSL connection'))
      }
      self.upgradeToSSL(host, reportStreamError)
    })
  }

  upgradeToSSL(host, reportStreamError) {
    const self = this
    const options = {
      socket: self.stream,
      // tls.connect checks the server identity against `servername`, falling
      // back to `host` and then to 'localhost'. `servername` must stay unset
      // for IP addresses (see below), so `host` is needed to keep certificate
      // validation working when connecting to an IP address.
      host,
    }

    if (self.ssl !== true) {
      Object.assign(options, self.ssl)

      if ('key' in self.ssl) {
        options.key = self.ssl.key
      }
    }

    // Direct SSL negotiation requires ALPN so the server can confirm it is
    // speaking the PostgreSQL protocol over the TLS connection.
    if (self.sslNegotiation === 'direct') {
      options.ALPNProtocols = ['postgresql']
    }

    // SNI must not be set to an IP address (RFC 6066 section 3)
    const net = __nccwpck_require__(9278)
    if (net.isIP && net.isIP(host) === 0) {
      options.servername = host
    }
    try {
      self.stream = stream.getSecureStream(options)
    } catch (err) {
      return self.emit('error', err)
    }
    self.attachListeners(self.stream)
    self.stream.on('error', reportStreamError)

    self.emit('sslconnect')
  }

  attachListeners(stream) {
    parse(stream, (msg) => {
      const eventName = msg.name === 'error' ? 'errorMessage' : msg.name
      if (this._emitMessage) {
        this.emit('message', msg)
      }
      this.emit(eventName, msg)
    })
  }

  requestSsl() {
    this.stream.write(serialize.requestSsl())
  }

  startup(config) {
    this.stream.write(serialize.startup(config))
  }

  cancel(processID, secretKey) {
    this._send(serialize.cancel(processID, secretKey))
  }

  password(password) {
    this._send(serialize.password(password))
  }

  sendSASLInitialResponseMessage(mechanism, initialResponse) {
    this._send(serialize.sendSASLInitialResponseMessage(mechanism, initialResponse))
  }

  sendSCRAMClientFinalMessage(additionalData) {
    this._send(serialize.sendSCRAMClientFinalMessage(additionalData))
  }

  _send(buffer) {
    if (!this.stream.writable) {
      return false
    }
    return this.stream.write(buffer)
  }

  query(text) {
    this._send(serialize.query(text))
  }

  // send parse message
  parse(query) {
    this._send(serialize.parse(query))
  }

  // send bind message
  bind(config) {
    this._send(serialize.bind(config))
  }

  // send execute message
  execute(config) {
    this._send(serialize.execute(config))
  }

  flush() {
    if (this.stream.writable) {
      this.stream.write(flushBuffer)
    }
  }

  sync() {
    // Sync is the extended-query protocol barrier, not a disconnect.
    // Only end()/Terminate (and connect-timeout teardown) should set _ending.
    this._send(syncBuffer)
  }

  ref() {
    this.stream.ref()
  }

  unref() {
    this.stream.unref()
  }

  end() {
    // 0x58 = 'X'
    this._ending = true
    if (!this._connecting || !this.stream.writable) {
      this.stream.end()
      return
    }
    return this.stream.write(endBuffer, () => {
      this.stream.end()
    })
  }

  close(msg) {
    this._send(serialize.close(msg))
  }

  describe(msg) {
    this._send(serialize.describe(msg))
  }

  sendCopyFromChunk(chunk) {
    this._send(serialize.copyData(chunk))
  }

  endCopyFrom() {
    this._send(serialize.copyDone())
  }

  sendCopyFail(msg) {
    this._send(serialize.copyFail(msg))
  }
}

module.exports = Connection


/***/ }),

/***/ 9765:
/***/ ((module) => {

function x509Error(msg, cert) {
  return new Error('SASL channel binding: ' + msg + ' when parsing public certificate ' + cert.toString('base64'))
}

function readASN1Length(data, index) {
  let length = data[index++]
  if (length < 0x80) return { length, index }

  const lengthBytes = length & 0x7f
  if (lengthBytes > 4) throw x509Error('bad length', data)

  length = 0
  for (let i = 0; i < lengthBytes; i++) {
    length = (length << 8) | data[index++]
  }

  return { length, index }
}

function readASN1OID(data, index) {
  if (data[index++] !== 0x6) throw x509Error('non-OID data', data) // 6 = OID

  const { length: OIDLength, index: indexAfterOIDLength } = readASN1Length(data, index)
  index = indexAfterOIDLength
  const lastIndex = index + OIDLength

  const byte1 = data[index++]
  let oid = ((byte1 / 40) >> 0) + '.' + (byte1 % 40)

  while (index < lastIndex) {
    // loop over numbers in OID
    let value = 0
    while (index < lastIndex) {
      // loop over bytes in number
      const nextByte = data[index++]
      value = (value << 7) | (nextByte & 0x7f)
      if (nextByte < 0x80) break
    }
    oid += '.' + value
  }

  return { oid, index }
}

function expectASN1Seq(data, index) {
  if (data[index++] !== 0x30) throw x509Error('non-sequence data', data) // 30 = Sequence
  return readASN1Length(data, index)
}

function signatureAlgorithmHashFromCertificate(data, index) {
  // read this thread: https://www.postgresql.org/message-id/17760-b6c61e752ec07060%40postgresql.org
  if (index === undefined) index = 0
  index = expectASN1Seq(data, index).index
  const { length: certInfoLength, index: indexAfterCertInfoLength } = expectASN1Seq(data, index)
  index = indexAfterCertInfoLength + certInfoLength // skip over certificate info
  index = expectASN1Seq(data, index).index // skip over signature length field
  const { oid, index: indexAfterOID } = readASN1OID(data, index)
  switch (oid) {
    // RSA
    case '1.2.840.113549.1.1.4':
      return 'MD5'
    case '1.2.840.113549.1.1.5':
      return 'SHA-1'
    case '1.2.840.113549.1.1.11':
      return 'SHA-256'
    case '1.2.840.113549.1.1.12':
      return 'SHA-384'
    case '1.2.840.113549.1.1.13':
      return 'SHA-512'
    case '1.2.840.113549.1.1.14':
      return 'SHA-224'
    case '1.2.840.113549.1.1.15':
      return 'SHA512-224'
    case '1.2.840.113549.1.1.16':
      return 'SHA512-256'
    // ECDSA
    case '1.2.840.10045.4.1':
      return 'SHA-1'
    case '1.2.840.10045.4.3.1':
      return 'SHA-224'
    case '1.2.840.10045.4.3.2':
      return 'SHA-256'
    case '1.2.840.10045.4.3.3':
      return 'SHA-384'
    case '1.2.840.10045.4.3.4':
      return 'SHA-512'
    // RSASSA-PSS: hash is indicated separately
    case '1.2.840.113549.1.1.10': {
      index = indexAfterOID
      index = expectASN1Seq(data, index).index
      if (data[index++] !== 0xa0) throw x509Error('non-tag data', data) // a0 = constructed tag 0
      index = readASN1Length(data, index).index // skip over tag length field
      index = expectASN1Seq(data, index).index // skip over sequence length field
      const { oid: hashOID } = readASN1OID(data, index)
      switch (hashOID) {
        // standalone hash OIDs
        case '1.2.840.113549.2.5':
          return 'MD5'
        case '1.3.14.3.2.26':
          return 'SHA-1'
        case '2.16.840.1.101.3.4.2.1':
          return 'SHA-256'
        case '2.16.840.1.101.3.4.2.2':
          return 'SHA-384'
        case '2.16.840.1.101.3.4.2.3':
          return 'SHA-512'
      }
      throw x509Error('unknown hash OID ' + hashOID, data)
    }
    // Ed25519 -- see https://github.com/openssl/openssl/issues/15477
    case '1.3.101.110':
    case '1.3.101.112': // ph
      return 'SHA-512'
    // Ed448 -- still not in pg 17.2 (if supported, digest would be SHAKE256 x 64 bytes)
    case '1.3.101.111':
    case '1.3.101.113': // ph
      throw x509Error('Ed448 certificate channel binding is not currently supported by Postgres')
  }
  throw x509Error('unknown OID ' + oid, data)
}

module.exports = { signatureAlgorithmHashFromCertificate }


/***/ }),

/***/ 948:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {


const crypto = __nccwpck_require__(4150)
const { signatureAlgorithmHashFromCertificate } = __nccwpck_require__(9765)

// SASLprep (RFC 4013) — minimal in-tree implementation.
//
// Per RFC 5802 §2.2, the SCRAM-SHA-256 client must normalize the password via
// SASLprep before feeding it into PBKDF2. PostgreSQL's server applies the same
// SASLprep when computing the stored verifier, and libpq does the same client
// side, so passwords whose NFKC form differs from the raw form
// would otherwise authenticate against psql/libpq but fail against pg with `28P01`.
//
// We deliberately implement only the three steps that change the byte content:
//   1. RFC 3454 Table C.1.2 (non-ASCII space) → U+0020 SPACE.
//   2. RFC 3454 Table B.1 (commonly mapped to nothing) → empty.
//   3. NFKC normalization.
// We skip the prohibition (RFC 4013 §2.3) and bidi (RFC 3454 §6) checks.
// libpq is forgiving on those paths and Postgres's own SASLprep matches that
// leniency for legacy roles, so omitting the rejection logic keeps existing
// roles working without adding complexity.
function saslprep(password) {
  // RFC 3454 Table C.1.2 — non-ASCII space characters, mapped to U+0020.
  const nonAsciiSpace = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/g
  // RFC 3454 Table B.1 — "commonly mapped to nothing". The set intentionally
  // contains zero-width joiners and variation selectors — the very characters
  // ESLint's no-misleading-character-class warns about — because they combine
  // with their neighbors and the RFC strips them for that reason.
  // eslint-disable-next-line no-misleading-character-class
  const mappedToNothing = /[\u00AD\u034F\u1806\u180B\u180C\u180D\u200C\u200D\u2060\uFE00-\uFE0F\uFEFF]/g
  return password.replace(nonAsciiSpace, ' ').replace(mappedToNothing, '').normalize('NFKC')
}

const DEFAULT_MAX_SCRAM_ITERATIONS = 100000

function startSession(mechanisms, stream, scramMaxIterations = DEFAULT_MAX_SCRAM_ITERATIONS) {
  const candidates = ['SCRAM-SHA-256']
  if (stream) candidates.unshift('SCRAM-SHA-256-PLUS') // higher-priority, so placed first

  const mechanism = candidates.find((candidate) => mechanisms.includes(candidate))

  if (!mechanism) {
    throw new Error('SASL: Only mechanism(s) ' + candidates.join(' and ') + ' are supported')
  }

  if (mechanism === 'SCRAM-SHA-256-PLUS' && typeof stream.getPeerCertificate !== 'function') {
    // this should never happen if we are really talking to a Postgres server
    throw new Error('SASL: Mechanism SCRAM-SHA-256-PLUS requires a certificate')
  }

  const clientNonce = crypto.randomBytes(18).toString('base64')
  const gs2Header = mechanism === 'SCRAM-SHA-256-PLUS' ? 'p=tls-server-end-point' : stream ? 'y' : 'n'

  return {
    mechanism,
    clientNonce,
    response: gs2Header + ',,n=*,r=' + clientNonce,
    message: 'SASLInitialResponse',
    scramMaxIterations,
  }
}

async function continueSession(session, password, serverData, stream) {
  if (session.message !== 'SASLInitialResponse') {
    throw new Error('SASL: Last message was not SASLInitialResponse')
  }
  if (typeof password !== 'string') {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string')
  }
  if (password === '') {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string')
  }
  if (typeof serverData !== 'string') {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: serverData must be a string')
  }

  const sv = parseServerFirstMessage(serverData)

  if (!sv.nonce.startsWith(session.clientNonce)) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: server nonce does not start with client nonce')
  } else if (sv.nonce.length === session.clientNonce.length) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: server nonce is too short')
  }

  const scramMaxIterations =
    typeof session.scramMaxIterations === 'number' ? session.scramMaxIterations : DEFAULT_MAX_SCRAM_ITERATIONS
  // a value of 0 disables the iteration count check
  if (scramMaxIterations !== 0 && sv.iteration > scramMaxIterations) {
    throw new Error(
      'SASL: SCRAM-SERVER-FIRST-MESSAGE: iteration count ' +
        sv.iteration +
        ' exceeds scramMaxIterations of ' +
        scramMaxIterations
    )
  }

  const clientFirstMessageBare = 'n=*,r=' + session.clientNonce
  const serverFirstMessage = 'r=' + sv.nonce + ',s=' + sv.salt + ',i=' + sv.iteration

  // without channel binding:
  let channelBinding = stream ? 'eSws' : 'biws' // 'y,,' or 'n,,', base64-encoded

  // override if channel binding is in use:
  if (session.mechanism === 'SCRAM-SHA-256-PLUS') {
    const peerCert = stream.getPeerCertificate().raw
    let hashName = signatureAlgorithmHashFromCertificate(peerCert)
    if (hashName === 'MD5' || hashName === 'SHA-1') hashName = 'SHA-256'
    const certHash = await crypto.hashByName(hashName, peerCert)
    const bindingData = Buffer.concat([Buffer.from('p=tls-server-end-point,,'), Buffer.from(certHash)])
    channelBinding = bindingData.toString('base64')
  }

  const clientFinalMessageWithoutProof = 'c=' + channelBinding + ',r=' + sv.nonce
  const authMessage = clientFirstMessageBare + ',' + serverFirstMessage + ',' + clientFinalMessageWithoutProof

  const saltBytes = Buffer.from(sv.salt, 'base64')
  const saltedPassword = await crypto.deriveKey(saslprep(password), saltBytes, sv.iteration)
  const clientKey = await crypto.hmacSha256(saltedPassword, 'Client Key')
  const storedKey = await crypto.sha256(clientKey)
  const clientSignature = await crypto.hmacSha256(storedKey, authMessage)
  const clientProof = xorBuffers(Buffer.from(clientKey), Buffer.from(clientSignature)).toString('base64')
  const serverKey = await crypto.hmacSha256(saltedPassword, 'Server Key')
  const serverSignatureBytes = await crypto.hmacSha256(serverKey, authMessage)

  session.message = 'SASLResponse'
  session.serverSignature = Buffer.from(serverSignatureBytes).toString('base64')
  session.response = clientFinalMessageWithoutProof + ',p=' + clientProof
}

function finalizeSession(session, serverData) {
  if (session.message !== 'SASLResponse') {
    throw new Error('SASL: Last message was not SASLResponse')
  }
  if (typeof serverData !== 'string') {
    throw new Error('SASL: SCRAM-SERVER-FINAL-MESSAGE: serverData must be a string')
  }

  const { serverSignature } = parseServerFinalMessage(serverData)

  if (serverSignature !== session.serverSignature) {
    throw new Error('SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature does not match')
  }
}

/**
 * printable       = %x21-2B / %x2D-7E
 *                   ;; Printable ASCII except ",".
 *                   ;; Note that any "printable" is also
 *                   ;; a valid "value".
 */
function isPrintableChars(text) {
  if (typeof text !== 'string') {
    throw new TypeError('SASL: text must be a string')
  }
  return text
    .split('')
    .map((_, i) => text.charCodeAt(i))
    .every((c) => (c >= 0x21 && c <= 0x2b) || (c >= 0x2d && c <= 0x7e))
}

/**
 * base64-char     = ALPHA / DIGIT / "/" / "+"
 *
 * base64-4        = 4base64-char
 *
 * base64-3        = 3base64-char "="
 *
 * base64-2        = 2base64-char "=="
 *
 * base64          = *base64-4 [base64-3 / base64-2]
 */
function isBase64(text) {
  return /^(?:[a-zA-Z0-9+/]{4})*(?:[a-zA-Z0-9+/]{2}==|[a-zA-Z0-9+/]{3}=)?$/.test(text)
}

function parseAttributePairs(text) {
  if (typeof text !== 'string') {
    throw new TypeError('SASL: attribute pairs text must be a string')
  }

  return new Map(
    text.split(',').map((attrValue) => {
      if (!/^.=/.test(attrValue)) {
        throw new Error('SASL: Invalid attribute pair entry')
      }
      const name = attrValue[0]
      const value = attrValue.substring(2)
      return [name, value]
    })
  )
}

function parseServerFirstMessage(data) {
  const attrPairs = parseAttributePairs(data)

  const nonce = attrPairs.get('r')
  if (!nonce) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: nonce missing')
  } else if (!isPrintableChars(nonce)) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: nonce must only contain printable characters')
  }
  const salt = attrPairs.get('s')
  if (!salt) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: salt missing')
  } else if (!isBase64(salt)) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: salt must be base64')
  }
  const iterationText = attrPairs.get('i')
  if (!iterationText) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: iteration missing')
  } else if (!/^[1-9][0-9]*$/.test(iterationText)) {
    throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: invalid iteration count')
  }
  const iteration = parseInt(iterationText, 10)

  return {
    nonce,
    salt,
    iteration,
  }
}

function parseServerFinalMessage(serverData) {
  const attrPairs = parseAttributePairs(serverData)
  const error = attrPairs.get('e')
  const serverSignature = attrPairs.get('v')

  if (error) {
    throw new Error(`SASL: SCRAM-SERVER-FINAL-MESSAGE: server returned error: "${error}"`)
  }

  if (!serverSignature) {
    throw new Error('SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature is missing')
  } else if (!isBase64(serverSignature)) {
    throw new Error('SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature must be base64')
  }
  return {
    serverSignature,
  }
}

function xorBuffers(a, b) {
  if (!Buffer.isBuffer(a)) {
    throw new TypeError('first argument must be a Buffer')
  }
  if (!Buffer.isBuffer(b)) {
    throw new TypeError('second argument must be a Buffer')
  }
  if (a.length !== b.length) {
    throw new Error('Buffer lengths must match')
  }
  if (a.length === 0) {
    throw new Error('Buffers cannot be empty')
  }
  return Buffer.from(a.map((_, i) => a[i] ^ b[i]))
}

module.exports = {
  startSession,
  continueSession,
  finalizeSession,
  DEFAULT_MAX_SCRAM_ITERATIONS,
}


/***/ }),

/***/ 4150:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const nodeCrypto = __nccwpck_require__(6982)

module.exports = {
  postgresMd5PasswordHash,
  randomBytes,
  deriveKey,
  sha256,
  hashByName,
  hmacSha256,
  md5,
}

/**
 * The Web Crypto API - grabbed from the Node.js library or the global
 * @type Crypto
 */
// eslint-disable-next-line no-undef
const webCrypto = nodeCrypto.webcrypto || globalThis.crypto
/**
 * The SubtleCrypto API for low level crypto operations.
 * @type SubtleCrypto
 */
const subtleCrypto = webCrypto.subtle
const textEncoder = new TextEncoder()

/**
 *
 * @param {*} length
 * @returns
 */
function randomBytes(length) {
  return webCrypto.getRandomValues(Buffer.alloc(length))
}

async function md5(string) {
  try {
    return nodeCrypto.createHash('md5').update(string, 'utf-8').digest('hex')
  } catch (e) {
    // `createHash()` failed so we are probably not in Node.js, use the WebCrypto API instead.
    // Note that the MD5 algorithm on WebCrypto is not available in Node.js.
    // This is why we cannot just use WebCrypto in all environments.
    const data = typeof string === 'string' ? textEncoder.encode(string) : string
    const hash = await subtleCrypto.digest('MD5', data)
    return Array.from(new Uint8Array(hash))
      .map((b) => b.toString(16).padStart(2, '0'))
      .join('')
  }
}

// See AuthenticationMD5Password at https://www.postgresql.org/docs/current/static/protocol-flow.html
async function postgresMd5PasswordHash(user, password, salt) {
  const inner = await md5(password + user)
  const outer = await md5(Buffer.concat([Buffer.from(inner), salt]))
  return 'md5' + outer
}

/**
 * Create a SHA-256 digest of the given data
 * @param {Buffer} data
 */
async function sha256(text) {
  return await subtleCrypto.digest('SHA-256', text)
}

async function hashByName(hashName, text) {
  return await subtleCrypto.digest(hashName, text)
}

/**
 * Sign the message with the given key
 * @param {ArrayBuffer} keyBuffer
 * @param {string} msg
 */
async function hmacSha256(keyBuffer, msg) {
  const key = await subtleCrypto.importKey('raw', keyBuffer, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return await subtleCrypto.sign('HMAC', key, textEncoder.encode(msg))
}

/**
 * Derive a key from the password and salt
 * @param {string} password
 * @param {Uint8Array} salt
 * @param {number} iterations
 */
async function deriveKey(password, salt, iterations) {
  const key = await subtleCrypto.importKey('raw', textEncoder.encode(password), 'PBKDF2', false, ['deriveBits'])
  const params = { name: 'PBKDF2', hash: 'SHA-256', salt: salt, iterations: iterations }
  return await subtleCrypto.deriveBits(params, key, 32 * 8, ['deriveBits'])
}


/***/ }),

/***/ 8995:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



let user
try {
  user = process.platform === 'win32' ? process.env.USERNAME : process.env.USER
} catch {
  // ignore, e.g., Deno without --allow-env
}

module.exports = {
  // database host. defaults to localhost
  host: 'localhost',

  // database user's name
  user,

  // name of database to connect
  database: undefined,

  // database user's password
  password: null,

  // a Postgres connection string to be used instead of setting individual connection items
  // NOTE:  Setting this value will cause it to override any other value (such as database or user) defined
  // in the defaults object.
  connectionString: undefined,

  // database port
  port: 5432,

  // number of rows to return at a time from a prepared statement's
  // portal. 0 will return all rows at once
  rows: 0,

  // binary result mode
  binary: false,

  // Connection pool options - see https://github.com/brianc/node-pg-pool

  // number of connections to use in connection pool
  // 0 will disable connection pooling
  max: 10,

  // max milliseconds a client can go unused before it is removed
  // from the pool and destroyed
  idleTimeoutMillis: 30000,

  client_encoding: '',

  ssl: false,

  // SSL negotiation style: 'postgres' (traditional SSLRequest) or 'direct'
  sslnegotiation: undefined,

  application_name: undefined,

  fallback_application_name: undefined,

  options: undefined,

  parseInputDatesAsUTC: false,

  // max milliseconds any query using this connection will execute for before timing out in error.
  // false=unlimited
  statement_timeout: false,

  // Abort any statement that waits longer than the specified duration in milliseconds while attempting to acquire a lock.
  // false=unlimited
  lock_timeout: false,

  // Terminate any session with an open transaction that has been idle for longer than the specified duration in milliseconds
  // false=unlimited
  idle_in_transaction_session_timeout: false,

  // max milliseconds to wait for query to complete (client side)
  query_timeout: false,

  connect_timeout: 0,

  keepalives: 1,

  keepalives_idle: 0,
}

const pgTypes = __nccwpck_require__(1549)
// save default parsers
const parseBigInteger = pgTypes.getTypeParser(20, 'text')
const parseBigIntegerArray = pgTypes.getTypeParser(1016, 'text')

// parse int8 so you can get your count values as actual numbers
module.exports.__defineSetter__('parseInt8', function (val) {
  pgTypes.setTypeParser(20, 'text', val ? pgTypes.getTypeParser(23, 'text') : parseBigInteger)
  pgTypes.setTypeParser(1016, 'text', val ? pgTypes.getTypeParser(1007, 'text') : parseBigIntegerArray)
})


/***/ }),

/***/ 3273:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Client = __nccwpck_require__(5042)
const defaults = __nccwpck_require__(8995)
const Connection = __nccwpck_require__(9809)
const Result = __nccwpck_require__(6424)
const utils = __nccwpck_require__(9652)
const Pool = __nccwpck_require__(7558)
const TypeOverrides = __nccwpck_require__(365)
const { DatabaseError } = __nccwpck_require__(4233)
const { escapeIdentifier, escapeLiteral } = __nccwpck_require__(9652)

const poolFactory = (Client) => {
  return class BoundPool extends Pool {
    constructor(options) {
      super(options, Client)
    }
  }
}

const PG = function (clientConstructor) {
  this.defaults = defaults
  this.Client = clientConstructor
  this.Query = this.Client.Query
  this.Pool = poolFactory(this.Client)
  this._pools = []
  this.Connection = Connection
  this.types = __nccwpck_require__(1549)
  this.DatabaseError = DatabaseError
  this.TypeOverrides = TypeOverrides
  this.escapeIdentifier = escapeIdentifier
  this.escapeLiteral = escapeLiteral
  this.Result = Result
  this.utils = utils
}

let clientConstructor = Client

let forceNative = false
try {
  forceNative = !!process.env.NODE_PG_FORCE_NATIVE
} catch {
  // ignore, e.g., Deno without --allow-env
}

if (forceNative) {
  clientConstructor = __nccwpck_require__(5301)
}

module.exports = new PG(clientConstructor)

// lazy require native module...the native module may not have installed
Object.defineProperty(module.exports, "native", ({
  configurable: true,
  enumerable: false,
  get() {
    let native = null
    try {
      native = new PG(__nccwpck_require__(5301))
    } catch (err) {
      if (err.code !== 'MODULE_NOT_FOUND') {
        throw err
      }
    }

    // overwrite module.exports.native so that getter is never called again
    Object.defineProperty(module.exports, "native", ({
      value: native,
    }))

    return native
  },
}))


/***/ }),

/***/ 8942:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const nodeUtils = __nccwpck_require__(9023)
// eslint-disable-next-line
var Native
// eslint-disable-next-line no-useless-catch
try {
  // Wrap this `require()` in a try-catch to avoid upstream bundlers from complaining that this might not be available since it is an optional import
  Native = __nccwpck_require__(4390)
} catch (e) {
  throw e
}
const TypeOverrides = __nccwpck_require__(365)
const EventEmitter = (__nccwpck_require__(4434).EventEmitter)
const util = __nccwpck_require__(9023)
const ConnectionParameters = __nccwpck_require__(646)

const NativeQuery = __nccwpck_require__(7581)

const queryQueueLengthDeprecationNotice = nodeUtils.deprecate(
  () => {},
  'Calling client.query() when the client is already executing a query is deprecated and will be removed in pg@9.0. Use async/await or an external async flow control mechanism instead.'
)

const Client = (module.exports = function (config) {
  EventEmitter.call(this)
  config = config || {}

  this._Promise = config.Promise || global.Promise
  this._types = new TypeOverrides(config.types)

  this.native = new Native({
    types: this._types,
  })

  this._queryQueue = []
  this._ending = false
  this._connecting = false
  this._connected = false
  this._queryable = true
  this.pipeline = Boolean(config.pipeline)
  this._pipelineInFlight = false

  // keep these on the object for legacy reasons
  // for the time being. TODO: deprecate all this jazz
  const cp = (this.connectionParameters = new ConnectionParameters(config))
  if (config.nativeConnectionString) cp.nativeConnectionString = config.nativeConnectionString
  this.user = cp.user

  // "hiding" the password so it doesn't show up in stack traces
  // or if the client is console.logged
  Object.defineProperty(this, 'password', {
    configurable: true,
    enumerable: false,
    writable: true,
    value: cp.password,
  })
  this.database = cp.database
  this.host = cp.host
  this.port = cp.port

  // a hash to hold named queries
  this.namedQueries = {}
})

Client.Query = NativeQuery

util.inherits(Client, EventEmitter)

Client.prototype._errorAllQueries = function (err) {
  const enqueueError = (query) => {
    process.nextTick(() => {
      query.native = this.native
      query.handleError(err)
    })
  }

  if (this._hasActiveQuery()) {
    enqueueError(this._activeQuery)
    this._activeQuery = null
  }

  this._queryQueue.forEach(enqueueError)
  this._queryQueue.length = 0
}

// connect to the backend
// pass an optional callback to be called once connected
// or with an error if there was a connection error
Client.prototype._connect = function (cb) {
  const self = this

  if (this._connecting) {
    process.nextTick(() => cb(new Error('Client has already been connected. You cannot reuse a client.')))
    return
  }

  this._connecting = true

  this.connectionParameters.getLibpqConnectionString(function (err, conString) {
    if (self.connectionParameters.nativeConnectionString) conString = self.connectionParameters.nativeConnectionString
    if (err) return cb(err)
    self.native.connect(conString, function (err) {
      if (err) {
        self.native.end()
        return cb(err)
      }

      // set internal states to connected
      self._connected = true

      // handle connection errors from the native layer
      self.native.on('error', function (err) {
        self._queryable = false
        self._errorAllQueries(err)
        self.emit('error', err)
      })

      self.native.on('notification', function (msg) {
        self.emit('notification', {
          channel: msg.relname,
          payload: msg.extra,
        })
      })

      // signal we are connected now
      self.emit('connect')
      self._pulseQueryQueue(true)

      cb(null, this)
    })
  })
}

Client.prototype.connect = function (callback) {
  if (callback) {
    this._connect(callback)
    return
  }

  return new this._Promise((resolve, reject) => {
    this._connect((error) => {
      if (error) {
        reject(error)
      } else {
        resolve(this)
      }
    })
  })
}

// send a query to the server
// this method is highly overloaded to take
// 1) string query, optional array of parameters, optional function callback
// 2) object query with {
//    string query
//    optional array values,
//    optional function callback instead of as a separate parameter
//    optional string name to name & cache the query plan
//    optional string rowMode = 'array' for an array of results
//  }
Client.prototype.query = function (config, values, callback) {
  let query
  let result
  let readTimeout
  let readTimeoutTimer
  let queryCallback

  if (config === null || config === undefined) {
    throw new TypeError('Client was passed a null or undefined query')
  } else if (typeof config.submit === 'function') {
    readTimeout = config.query_timeout || this.connectionParameters.query_timeout
    result = query = config
    // accept query(new Query(...), (err, res) => { }) style
    if (typeof values === 'function') {
      config.callback = values
    }
  } else {
    readTimeout = config.query_timeout || this.connectionParameters.query_timeout
    query = new NativeQuery(config, values, callback)
    if (!query.callback) {
      let resolveOut, rejectOut
      result = new this._Promise((resolve, reject) => {
        resolveOut = resolve
        rejectOut = reject
      }).catch((err) => {
        Error.captureStackTrace(err)
        throw err
      })
      query.callback = (err, res) => (err ? rejectOut(err) : resolveOut(res))
    }
  }

  if (readTimeout) {
    queryCallback = query.callback || (() => {})

    readTimeoutTimer = setTimeout(() => {
      const error = new Error('Query read timeout')

      process.nextTick(() => {
        query.handleError(error, this.connection)
      })

      queryCallback(error)

      // we already returned an error,
      // just do nothing if query completes
      query.callback = () => {}

      // Remove from queue
      const index = this._queryQueue.indexOf(query)
      if (index > -1) {
        this._queryQueue.splice(index, 1)
      }

      this._pulseQueryQueue()
    }, readTimeout)

    query.callback = (err, res) => {
      clearTimeout(readTimeoutTimer)
      queryCallback(err, res)
    }
  }

  if (!this._queryable) {
    query.native = this.native
    process.nextTick(() => {
      query.handleError(new Error('Client has encountered a connection error and is not queryable'))
    })
    return result
  }

  if (this._ending) {
    query.native = this.native
    process.nextTick(() => {
      query.handleError(new Error('Client was closed and is not queryable'))
    })
    return result
  }

  if (this._queryQueue.length > 0 && !this.pipeline) {
    queryQueueLengthDeprecationNotice()
  }

  this._queryQueue.push(query)
  this._pulseQueryQueue()
  return result
}

// disconnect from the backend server
Client.prototype.end = function (cb) {
  const self = this

  this._ending = true

  if (this._connecting && !this._connected) {
    this.once('connect', () => {
      this.end(() => {})
    })
  }
  let result
  if (!cb) {
    result = new this._Promise(function (resolve, reject) {
      cb = (err) => (err ? reject(err) : resolve())
    })
  }

  const doEnd = function () {
    self.native.end(function () {
      self._connected = false

      self._errorAllQueries(new Error('Connection terminated'))

      process.nextTick(() => {
        self.emit('end')
        if (cb) cb()
      })
    })
  }

  // If pipeline has in-flight or queued queries, wait for them to drain before closing
  if (this.pipeline && (this._pipelineInFlight || this._queryQueue.length > 0)) {
    this.once('drain', doEnd)
  } else {
    doEnd()
  }
  return result
}

Client.prototype._hasActiveQuery = function () {
  return this._activeQuery && this._activeQuery.state !== 'error' && this._activeQuery.state !== 'end'
}

Client.prototype._pulseQueryQueue = function (initialConnection) {
  if (!this._connected) {
    return
  }
  if (this.pipeline && !initialConnection) {
    return this._pulsePipelinedQueryQueue()
  }
  if (this._hasActiveQuery()) {
    return
  }
  const query = this._queryQueue.shift()
  if (!query) {
    if (!initialConnection) {
      this.emit('drain')
    }
    return
  }
  this._activeQuery = query
  query.submit(this)
  const self = this
  query.once('_done', function () {
    self._pulseQueryQueue()
  })
}

Client.prototype._pulsePipelinedQueryQueue = function () {
  if (!this._connected || this._pipelineInFlight) {
    return
  }
  if (this._queryQueue.length === 0) {
    if (this.hasExecuted) {
      this.emit('drain')
    }
    return
  }

  this._pipelineInFlight = true
  const self = this
  const queries = []
  const nativeQueries = []
  const utils = __nccwpck_require__(9652)

  while (this._queryQueue.length > 0) {
    const query = this._queryQueue.shift()
    this.hasExecuted = true
    nativeQueries.push(query)

    const values = query.values ? query.values.map(utils.prepareValue) : null
    const pipelineEntry = { text: query.text, name: query.name, arrayMode: query._arrayMode }
    if (values) {
      pipelineEntry.values = values
    }
    if (query.name && this.namedQueries[query.name]) {
      pipelineEntry._alreadyPrepared = true
    }
    queries.push(pipelineEntry)
  }

  this.native.pipeline(queries, function (err, results) {
    self._pipelineInFlight = false

    if (err) {
      // Total pipeline failure. Per-query errors arrive on results[i].err, so reaching here means
      // the connection itself is gone: mark it unusable and say so, the way the JS client and the
      // non-pipelined native path both do. Without this the client looks healthy after losing its
      // backend, a Pool never discards it, and everything routed to it fails one query at a time
      // for the life of the process.
      self._connected = false
      self._queryable = false
      for (let i = 0; i < nativeQueries.length; i++) {
        const q = nativeQueries[i]
        q.native = self.native
        q.handleError(err)
      }
      self._errorAllQueries(err)
      self.emit('error', err)
      self.emit('end')
      return
    }

    // Deliver results to each query
    for (let i = 0; i < nativeQueries.length; i++) {
      const q = nativeQueries[i]
      const r = results[i]
      q.native = self.native

      if (r.err) {
        q.handleError(r.err)
      } else {
        // Track named queries on success
        if (q.name) {
          self.namedQueries[q.name] = q.text
        }
        q.state = 'end'
        q.emit('end', r.result)
        if (q.callback) {
          q.callback(null, r.result)
        }
      }

      setImmediate(function () {
        q.emit('_done')
      })
    }

    // Process any queries that arrived while we were reading
    self._pulsePipelinedQueryQueue()
  })
}

// attempt to cancel an in-progress query
Client.prototype.cancel = function (query) {
  if (this._activeQuery === query) {
    this.native.cancel(function () {})
  } else if (this._queryQueue.indexOf(query) !== -1) {
    this._queryQueue.splice(this._queryQueue.indexOf(query), 1)
  }
}

Client.prototype.ref = function () {}
Client.prototype.unref = function () {}

Client.prototype.setTypeParser = function (oid, format, parseFn) {
  return this._types.setTypeParser(oid, format, parseFn)
}

Client.prototype.getTypeParser = function (oid, format) {
  return this._types.getTypeParser(oid, format)
}

Client.prototype.isConnected = function () {
  return this._connected
}

Client.prototype.getTransactionStatus = function () {
  return this.native.getTransactionStatus()
}


/***/ }),

/***/ 5301:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {


module.exports = __nccwpck_require__(8942)


/***/ }),

/***/ 7581:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const EventEmitter = (__nccwpck_require__(4434).EventEmitter)
const util = __nccwpck_require__(9023)
const utils = __nccwpck_require__(9652)

const NativeQuery = (module.exports = function (config, values, callback) {
  EventEmitter.call(this)
  config = utils.normalizeQueryConfig(config, values, callback)
  this.text = config.text
  this.values = config.values
  this.name = config.name
  this.queryMode = config.queryMode
  this.callback = config.callback
  this.state = 'new'
  this._arrayMode = config.rowMode === 'array'

  // if the 'row' event is listened for
  // then emit them as they come in
  // without setting singleRowMode to true
  // this has almost no meaning because libpq
  // reads all rows into memory before returning any
  this._emitRowEvents = false
  this.on(
    'newListener',
    function (event) {
      if (event === 'row') this._emitRowEvents = true
    }.bind(this)
  )
})

util.inherits(NativeQuery, EventEmitter)

const errorFieldMap = {
  sqlState: 'code',
  statementPosition: 'position',
  messagePrimary: 'message',
  messageDetail: 'detail',
  messageHint: 'hint',
  context: 'where',
  schemaName: 'schema',
  tableName: 'table',
  columnName: 'column',
  dataTypeName: 'dataType',
  constraintName: 'constraint',
  sourceFile: 'file',
  sourceLine: 'line',
  sourceFunction: 'routine',
}

NativeQuery.prototype.handleError = function (err) {
  // copy pq error fields into the error object
  const fields = this.native && this.native.pq.resultErrorFields()
  if (fields) {
    for (const key in fields) {
      const normalizedFieldName = errorFieldMap[key] || key
      err[normalizedFieldName] = fields[key]
    }
  }
  if (this.callback) {
    this.callback(err)
  } else {
    this.emit('error', err)
  }
  this.state = 'error'
}

NativeQuery.prototype.then = function (onSuccess, onFailure) {
  return this._getPromise().then(onSuccess, onFailure)
}

NativeQuery.prototype.catch = function (callback) {
  return this._getPromise().catch(callback)
}

NativeQuery.prototype._getPromise = function () {
  if (this._promise) return this._promise
  this._promise = new Promise(
    function (resolve, reject) {
      this._once('end', resolve)
      this._once('error', reject)
    }.bind(this)
  )
  return this._promise
}

NativeQuery.prototype.submit = function (client) {
  this.state = 'running'
  const self = this
  this.native = client.native
  client.native.arrayMode = this._arrayMode

  let after = function (err, rows, results) {
    client.native.arrayMode = false
    setImmediate(function () {
      self.emit('_done')
    })

    // handle possible query error
    if (err) {
      return self.handleError(err)
    }

    // emit row events for each row in the result
    if (self._emitRowEvents) {
      if (results.length > 1) {
        rows.forEach((rowOfRows, i) => {
          rowOfRows.forEach((row) => {
            self.emit('row', row, results[i])
          })
        })
      } else {
        rows.forEach(function (row) {
          self.emit('row', row, results)
        })
      }
    }

    // handle successful result
    self.state = 'end'
    self.emit('end', results)
    if (self.callback) {
      self.callback(null, results)
    }
  }

  if (process.domain) {
    after = process.domain.bind(after)
  }

  // named query
  if (this.name) {
    if (this.name.length > 63) {
      console.error('Warning! Postgres only supports 63 characters for query names.')
      console.error('You supplied %s (%s)', this.name, this.name.length)
      console.error('This can cause conflicts and silent errors executing queries')
    }
    const values = (this.values || []).map(utils.prepareValue)

    // check if the client has already executed this named query
    // if so...just execute it again - skip the planning phase
    if (client.namedQueries[this.name] !== undefined) {
      if (this.text && client.namedQueries[this.name] !== this.text) {
        const err = new Error(`Prepared statements must be unique - '${this.name}' was used for a different statement`)
        return after(err)
      }
      return client.native.execute(this.name, values, after)
    }
    // plan the named query the first time, then execute it
    return client.native.prepare(this.name, this.text, values.length, function (err) {
      if (err) return after(err)
      client.namedQueries[self.name] = self.text
      return self.native.execute(self.name, values, after)
    })
  } else if (this.values) {
    if (!Array.isArray(this.values)) {
      const err = new Error('Query values must be an array')
      return after(err)
    }
    const vals = this.values.map(utils.prepareValue)
    client.native.query(this.text, vals, after)
  } else if (this.queryMode === 'extended') {
    client.native.query(this.text, [], after)
  } else {
    client.native.query(this.text, after)
  }
}


/***/ }),

/***/ 4473:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const { EventEmitter } = __nccwpck_require__(4434)

const Result = __nccwpck_require__(6424)
const utils = __nccwpck_require__(9652)

class Query extends EventEmitter {
  constructor(config, values, callback) {
    super()

    config = utils.normalizeQueryConfig(config, values, callback)

    this.text = config.text
    this.values = config.values
    this.rows = config.rows
    this.types = config.types
    this.name = config.name
    this.queryMode = config.queryMode
    this.binary = config.binary
    // use unique portal name each time
    this.portal = config.portal || ''
    this.callback = config.callback
    this._rowMode = config.rowMode
    if (process.domain && config.callback) {
      this.callback = process.domain.bind(config.callback)
    }
    this._result = new Result(this._rowMode, this.types)

    // potential for multiple results
    this._results = this._result
    this._canceledDueToError = false
  }

  requiresPreparation() {
    if (this.queryMode === 'extended') {
      return true
    }

    // named queries must always be prepared
    if (this.name) {
      return true
    }
    // always prepare if there are max number of rows expected per
    // portal execution
    if (this.rows) {
      return true
    }
    // don't prepare empty text queries
    if (!this.text) {
      return false
    }
    // prepare if there are values
    if (!this.values) {
      return false
    }
    return this.values.length > 0
  }

  _checkForMultirow() {
    // if we already have a result with a command property
    // then we've already executed one query in a multi-statement simple query
    // turn our results into an array of results
    if (this._result.command) {
      if (!Array.isArray(this._results)) {
        this._results = [this._result]
      }
      this._result = new Result(this._rowMode, this._result._types)
      this._results.push(this._result)
    }
  }

  // associates row metadata from the supplied
  // message with this query object
  // metadata used when parsing row results
  handleRowDescription(msg) {
    this._checkForMultirow()
    this._result.addFields(msg.fields)
    this._accumulateRows = this.callback || !this.listeners('row').length
  }

  handleDataRow(msg) {
    let row

    if (this._canceledDueToError) {
      return
    }

    try {
      row = this._result.parseRow(msg.fields)
    } catch (err) {
      this._canceledDueToError = err
      return
    }

    this.emit('row', row, this._result)
    if (this._accumulateRows) {
      this._result.addRow(row)
    }
  }

  handleCommandComplete(msg, connection) {
    this._checkForMultirow()
    this._result.addCommandComplete(msg)
    // need to sync after each command complete of a prepared statement
    // if we were using a row count which results in multiple calls to _getRows
    if (this.rows) {
      connection.sync()
    }
  }

  // if a named prepared statement is created with empty query text
  // the backend will send an emptyQuery message but *not* a command complete message
  // since we pipeline sync immediately after execute we don't need to do anything here
  // unless we have rows specified, in which case we did not pipeline the initial sync call
  handleEmptyQuery(connection) {
    if (this.rows) {
      connection.sync()
    }
  }

  handleError(err, connection) {
    // need to sync after error during a prepared statement
    if (this._canceledDueToError) {
      err = this._canceledDueToError
      this._canceledDueToError = false
    }
    // if callback supplied do not emit error event as uncaught error
    // events will bubble up to node process
    if (this.callback) {
      return this.callback(err)
    }
    this.emit('error', err)
  }

  handleReadyForQuery(con) {
    if (this._canceledDueToError) {
      return this.handleError(this._canceledDueToError, con)
    }
    if (this.callback) {
      try {
        this.callback(null, this._results)
      } catch (err) {
        process.nextTick(() => {
          throw err
        })
      }
    }
    this.emit('end', this._results)
  }

  submit(connection) {
    if (typeof this.text !== 'string' && typeof this.name !== 'string') {
      return new Error('A query must have either text or a name. Supplying neither is unsupported.')
    }
    const previous = connection.parsedStatements[this.name] || connection.submittedNamedStatements[this.name]
    if (this.text && previous && this.text !== previous) {
      return new Error(`Prepared statements must be unique - '${this.name}' was used for a different statement`)
    }
    if (this.values && !Array.isArray(this.values)) {
      return new Error('Query values must be an array')
    }
    if (this.requiresPreparation()) {
      // If we're using the extended query protocol we fire off several separate commands
      // to the backend. On some versions of node & some operating system versions
      // the network stack writes each message separately instead of buffering them together
      // causing the client & network to send more slowly. Corking & uncorking the stream
      // allows node to buffer up the messages internally before sending them all off at once.
      // note: we're checking for existence of cork/uncork because some versions of streams
      // might not have this (cloudflare?)
      connection.stream.cork && connection.stream.cork()
      try {
        this.prepare(connection)
      } finally {
        // while unlikely for this.prepare to throw, if it does & we don't uncork this stream
        // this client becomes unresponsive, so put in finally block "just in case"
        connection.stream.uncork && connection.stream.uncork()
      }
    } else {
      connection.query(this.text)
    }
    return null
  }

  hasBeenParsed(connection) {
    return (
      this.name &&
      (connection.parsedStatements[this.name] !== undefined ||
        connection.submittedNamedStatements[this.name] !== undefined)
    )
  }

  handlePortalSuspended(connection) {
    this._getRows(connection, this.rows)
  }

  _getRows(connection, rows) {
    connection.execute({
      portal: this.portal,
      rows: rows,
    })
    // if we're not reading pages of rows send the sync command
    // to indicate the pipeline is finished
    if (!rows) {
      connection.sync()
    } else {
      // otherwise flush the call out to read more rows
      connection.flush()
    }
  }

  // http://developer.postgresql.org/pgdocs/postgres/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
  prepare(connection) {
    // TODO refactor this poor encapsulation
    if (!this.hasBeenParsed(connection)) {
      connection.parse({
        text: this.text,
        name: this.name,
        types: this.types,
      })
      if (this.name) {
        connection.submittedNamedStatements[this.name] = this.text
      }
    }

    // because we're mapping user supplied values to
    // postgres wire protocol compatible values it could
    // throw an exception, so try/catch this section
    try {
      connection.bind({
        portal: this.portal,
        statement: this.name,
        values: this.values,
        binary: this.binary,
        valueMapper: utils.prepareValue,
      })
    } catch (err) {
      // we should close parse to avoid leaking connections
      connection.close({ type: 'S', name: this.name })
      connection.sync()

      this.handleError(err, connection)
      return
    }

    connection.describe({
      type: 'P',
      name: this.portal || '',
    })

    this._getRows(connection, this.rows)
  }

  handleCopyInResponse(connection) {
    connection.sendCopyFail('No source stream defined')
  }

  handleCopyData(msg, connection) {
    // noop
  }
}

module.exports = Query


/***/ }),

/***/ 6424:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const types = __nccwpck_require__(1549)

const matchRegexp = /^([A-Za-z]+)(?: (\d+))?(?: (\d+))?/

// result object returned from query
// in the 'end' event and also
// passed as second argument to provided callback
class Result {
  constructor(rowMode, types) {
    this.command = null
    this.rowCount = null
    this.oid = null
    this.rows = []
    this.fields = []
    this._parsers = undefined
    this._types = types
    this.RowCtor = null
    this.rowAsArray = rowMode === 'array'
    if (this.rowAsArray) {
      this.parseRow = this._parseRowAsArray
    }
    this._prebuiltEmptyResultObject = null
  }

  // adds a command complete message
  addCommandComplete(msg) {
    let match
    if (msg.text) {
      // pure javascript
      match = matchRegexp.exec(msg.text)
    } else {
      // native bindings
      match = matchRegexp.exec(msg.command)
    }
    if (match) {
      this.command = match[1]
      if (match[3]) {
        // COMMAND OID ROWS
        this.oid = parseInt(match[2], 10)
        this.rowCount = parseInt(match[3], 10)
      } else if (match[2]) {
        // COMMAND ROWS
        this.rowCount = parseInt(match[2], 10)
      }
    }
  }

  _parseRowAsArray(rowData) {
    const row = new Array(rowData.length)
    for (let i = 0, len = rowData.length; i < len; i++) {
      const rawValue = rowData[i]
      if (rawValue !== null) {
        row[i] = this._parsers[i](rawValue)
      } else {
        row[i] = null
      }
    }
    return row
  }

  parseRow(rowData) {
    const row = { ...this._prebuiltEmptyResultObject }
    for (let i = 0, len = rowData.length; i < len; i++) {
      const rawValue = rowData[i]
      const field = this.fields[i].name
      if (rawValue !== null) {
        const v = this.fields[i].format === 'binary' ? Buffer.from(rawValue) : rawValue
        row[field] = this._parsers[i](v)
      } else {
        row[field] = null
      }
    }
    return row
  }

  addRow(row) {
    this.rows.push(row)
  }

  addFields(fieldDescriptions) {
    // clears field definitions
    // multiple query statements in 1 action can result in multiple sets
    // of rowDescriptions...eg: 'select NOW(); select 1::int;'
    // you need to reset the fields
    this.fields = fieldDescriptions
    if (this.fields.length) {
      this._parsers = new Array(fieldDescriptions.length)
    }

    const row = Object.create(null)

    for (let i = 0; i < fieldDescriptions.length; i++) {
      const desc = fieldDescriptions[i]
      row[desc.name] = null

      if (this._types) {
        this._parsers[i] = this._types.getTypeParser(desc.dataTypeID, desc.format || 'text')
      } else {
        this._parsers[i] = types.getTypeParser(desc.dataTypeID, desc.format || 'text')
      }
    }

    this._prebuiltEmptyResultObject = { ...row }
  }
}

module.exports = Result


/***/ }),

/***/ 829:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const { getStream, getSecureStream } = getStreamFuncs()

module.exports = {
  /**
   * Get a socket stream compatible with the current runtime environment.
   * @returns {Duplex}
   */
  getStream,
  /**
   * Get a TLS secured socket, compatible with the current environment,
   * using the socket and other settings given in `options`.
   * @returns {Duplex}
   */
  getSecureStream,
}

/**
 * The stream functions that work in Node.js
 */
function getNodejsStreamFuncs() {
  function getStream(ssl) {
    const net = __nccwpck_require__(9278)
    return new net.Socket()
  }

  function getSecureStream(options) {
    const tls = __nccwpck_require__(4756)
    return tls.connect(options)
  }
  return {
    getStream,
    getSecureStream,
  }
}

/**
 * The stream functions that work in Cloudflare Workers
 */
function getCloudflareStreamFuncs() {
  function getStream(ssl) {
    const { CloudflareSocket } = __nccwpck_require__(785)
    return new CloudflareSocket(ssl)
  }

  function getSecureStream(options) {
    options.socket.startTls(options)
    return options.socket
  }
  return {
    getStream,
    getSecureStream,
  }
}

/**
 * Are we running in a Cloudflare Worker?
 *
 * @returns true if the code is currently running inside a Cloudflare Worker.
 */
function isCloudflareRuntime() {
  // Since 2022-03-21 the `global_navigator` compatibility flag is on for Cloudflare Workers
  // which means that `navigator.userAgent` will be defined.
  // eslint-disable-next-line no-undef
  if (typeof navigator === 'object' && navigator !== null && typeof navigator.userAgent === 'string') {
    // eslint-disable-next-line no-undef
    return navigator.userAgent === 'Cloudflare-Workers'
  }
  // In case `navigator` or `navigator.userAgent` is not defined then try a more sneaky approach
  if (typeof Response === 'function') {
    const resp = new Response(null, { cf: { thing: true } })
    if (typeof resp.cf === 'object' && resp.cf !== null && resp.cf.thing) {
      return true
    }
  }
  return false
}

function getStreamFuncs() {
  if (isCloudflareRuntime()) {
    return getCloudflareStreamFuncs()
  }
  return getNodejsStreamFuncs()
}


/***/ }),

/***/ 365:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const types = __nccwpck_require__(1549)

function TypeOverrides(userTypes) {
  this._types = userTypes || types
  this.text = {}
  this.binary = {}
}

TypeOverrides.prototype.getOverrides = function (format) {
  switch (format) {
    case 'text':
      return this.text
    case 'binary':
      return this.binary
    default:
      return {}
  }
}

TypeOverrides.prototype.setTypeParser = function (oid, format, parseFn) {
  if (typeof format === 'function') {
    parseFn = format
    format = 'text'
  }
  this.getOverrides(format)[oid] = parseFn
}

TypeOverrides.prototype.getTypeParser = function (oid, format) {
  format = format || 'text'
  return this.getOverrides(format)[oid] || this._types.getTypeParser(oid, format)
}

module.exports = TypeOverrides


/***/ }),

/***/ 9652:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const defaults = __nccwpck_require__(8995)
const nodeUtils = __nccwpck_require__(9023)

const { isDate } = __nccwpck_require__(8253)

const invalidDateDeprecationNotice = nodeUtils.deprecate(
  () => {},
  'Sending an invalid date to Postgres is deprecated and will throw an error in the next major version of pg. Ensure any Date object passed as a query parameter is valid.',
  'PG_INVALID_DATE'
)

function escapeElement(elementRepresentation) {
  const escaped = elementRepresentation.replace(/\\/g, '\\\\').replace(/"/g, '\\"')

  return '"' + escaped + '"'
}

// convert a JS array to a postgres array literal
// uses comma separator so won't work for types like box that use
// a different array separator.
function arrayString(val) {
  let result = '{'
  for (let i = 0; i < val.length; i++) {
    if (i > 0) {
      result += ','
    }
    let item = val[i]
    if (item == null) {
      result += 'NULL'
    } else if (Array.isArray(item)) {
      result += arrayString(item)
    } else if (ArrayBuffer.isView(item)) {
      if (!(item instanceof Buffer)) {
        item = Buffer.from(item.buffer, item.byteOffset, item.byteLength)
      }
      result += '\\\\x' + item.toString('hex')
    } else {
      result += escapeElement(prepareValue(item))
    }
  }
  result += '}'
  return result
}

// converts values from javascript types
// to their 'raw' counterparts for use as a postgres parameter
// note: you can override this function to provide your own conversion mechanism
// for complex types, etc...
const prepareValue = function (val, seen) {
  // null and undefined are both null for postgres
  if (val == null) {
    return null
  }
  if (typeof val === 'object') {
    if (val instanceof Buffer) {
      return val
    }
    if (ArrayBuffer.isView(val)) {
      return Buffer.from(val.buffer, val.byteOffset, val.byteLength)
    }
    if (isDate(val)) {
      if (isNaN(val.getTime())) {
        invalidDateDeprecationNotice()
      }
      if (defaults.parseInputDatesAsUTC) {
        return dateToStringUTC(val)
      } else {
        return dateToString(val)
      }
    }
    if (Array.isArray(val)) {
      return arrayString(val)
    }

    return prepareObject(val, seen)
  }
  return val.toString()
}

function prepareObject(val, seen) {
  if (val && typeof val.toPostgres === 'function') {
    seen = seen || []
    if (seen.indexOf(val) !== -1) {
      throw new Error('circular reference detected while preparing "' + val + '" for query')
    }
    seen.push(val)

    return prepareValue(val.toPostgres(prepareValue), seen)
  }
  return JSON.stringify(val)
}

function dateToString(date) {
  let offset = -date.getTimezoneOffset()

  let year = date.getFullYear()
  const isBCYear = year < 1
  if (isBCYear) year = Math.abs(year) + 1 // negative years are 1 off their BC representation

  let ret =
    String(year).padStart(4, '0') +
    '-' +
    String(date.getMonth() + 1).padStart(2, '0') +
    '-' +
    String(date.getDate()).padStart(2, '0') +
    'T' +
    String(date.getHours()).padStart(2, '0') +
    ':' +
    String(date.getMinutes()).padStart(2, '0') +
    ':' +
    String(date.getSeconds()).padStart(2, '0') +
    '.' +
    String(date.getMilliseconds()).padStart(3, '0')

  if (offset < 0) {
    ret += '-'
    offset *= -1
  } else {
    ret += '+'
  }

  ret += String(Math.floor(offset / 60)).padStart(2, '0') + ':' + String(offset % 60).padStart(2, '0')
  if (isBCYear) ret += ' BC'
  return ret
}

function dateToStringUTC(date) {
  let year = date.getUTCFullYear()
  const isBCYear = year < 1
  if (isBCYear) year = Math.abs(year) + 1 // negative years are 1 off their BC representation

  let ret =
    String(year).padStart(4, '0') +
    '-' +
    String(date.getUTCMonth() + 1).padStart(2, '0') +
    '-' +
    String(date.getUTCDate()).padStart(2, '0') +
    'T' +
    String(date.getUTCHours()).padStart(2, '0') +
    ':' +
    String(date.getUTCMinutes()).padStart(2, '0') +
    ':' +
    String(date.getUTCSeconds()).padStart(2, '0') +
    '.' +
    String(date.getUTCMilliseconds()).padStart(3, '0')

  ret += '+00:00'
  if (isBCYear) ret += ' BC'
  return ret
}

function normalizeQueryConfig(config, values, callback) {
  // can take in strings or config objects
  // Copy config so normalization does not mutate the caller's object.
  config = typeof config === 'string' ? { text: config } : cloneQueryConfig(config)
  if (values) {
    if (typeof values === 'function') {
      config.callback = values
    } else {
      config.values = values
    }
  }
  if (callback) {
    config.callback = callback
  }
  return config
}

function cloneQueryConfig(config) {
  if (config == null) {
    return config
  }
  return Object.defineProperties(Object.create(Object.getPrototypeOf(config)), Object.getOwnPropertyDescriptors(config))
}

// Ported from PostgreSQL 9.2.4 source code in src/interfaces/libpq/fe-exec.c
const escapeIdentifier = function (str) {
  return '"' + str.replace(/"/g, '""') + '"'
}

const escapeLiteral = function (str) {
  let hasBackslash = false
  let escaped = "'"

  if (str == null) {
    return "''"
  }

  if (typeof str !== 'string') {
    return "''"
  }

  for (let i = 0; i < str.length; i++) {
    const c = str[i]
    if (c === "'") {
      escaped += c + c
    } else if (c === '\\') {
      escaped += c + c
      hasBackslash = true
    } else {
      escaped += c
    }
  }

  escaped += "'"

  if (hasBackslash === true) {
    escaped = ' E' + escaped
  }

  return escaped
}

module.exports = {
  prepareValue: function prepareValueWrapper(value) {
    // this ensures that extra arguments do not get passed into prepareValue
    // by accident, eg: from calling values.map(utils.prepareValue)
    return prepareValue(value)
  },
  normalizeQueryConfig,
  escapeIdentifier,
  escapeLiteral,
}


/***/ }),

/***/ 8702:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



var path = __nccwpck_require__(6928)
  , Stream = (__nccwpck_require__(2203).Stream)
  , split = __nccwpck_require__(5286)
  , util = __nccwpck_require__(9023)
  , defaultPort = 5432
  , isWin = (process.platform === 'win32')
  , warnStream = process.stderr
;


var S_IRWXG = 56     //    00070(8)
  , S_IRWXO = 7      //    00007(8)
  , S_IFMT  = 61440  // 00170000(8)
  , S_IFREG = 32768  //  0100000(8)
;
function isRegFile(mode) {
    return ((mode & S_IFMT) == S_IFREG);
}

var fieldNames = [ 'host', 'port', 'database', 'user', 'password' ];
var nrOfFields = fieldNames.length;
var passKey = fieldNames[ nrOfFields -1 ];


function warn() {
    var isWritable = (
        warnStream instanceof Stream &&
          true === warnStream.writable
    );

    if (isWritable) {
        var args = Array.prototype.slice.call(arguments).concat("\n");
        warnStream.write( util.format.apply(util, args) );
    }
}


Object.defineProperty(module.exports, "isWin", ({
    get : function() {
        return isWin;
    } ,
    set : function(val) {
        isWin = val;
    }
}));


module.exports.warnTo = function(stream) {
    var old = warnStream;
    warnStream = stream;
    return old;
};

module.exports.getFileName = function(rawEnv){
    var env = rawEnv || process.env;
    var file = env.PGPASSFILE || (
        isWin ?
          path.join( env.APPDATA || './' , 'postgresql', 'pgpass.conf' ) :
          path.join( env.HOME || './', '.pgpass' )
    );
    return file;
};

module.exports.usePgPass = function(stats, fname) {
    if (Object.prototype.hasOwnProperty.call(process.env, 'PGPASSWORD')) {
        return false;
    }

    if (isWin) {
        return true;
    }

    fname = fname || '<unkn>';

    if (! isRegFile(stats.mode)) {
        warn('WARNING: password file "%s" is not a plain file', fname);
        return false;
    }

    if (stats.mode & (S_IRWXG | S_IRWXO)) {
        /* If password file is insecure, alert the user and ignore it. */
        warn('WARNING: password file "%s" has group or world access; permissions should be u=rw (0600) or less', fname);
        return false;
    }

    return true;
};


var matcher = module.exports.match = function(connInfo, entry) {
    return fieldNames.slice(0, -1).reduce(function(prev, field, idx){
        if (idx == 1) {
            // the port
            if ( Number( connInfo[field] || defaultPort ) === Number( entry[field] ) ) {
                return prev && true;
            }
        }
        return prev && (
            entry[field] === '*' ||
              entry[field] === connInfo[field]
        );
    }, true);
};


module.exports.getPassword = function(connInfo, stream, cb) {
    var pass;
    var lineStream = stream.pipe(split());

    function onLine(line) {
        var entry = parseLine(line);
        if (entry && isValidEntry(entry) && matcher(connInfo, entry)) {
            pass = entry[passKey];
            lineStream.end(); // -> calls onEnd(), but pass is set now
        }
    }

    var onEnd = function() {
        stream.destroy();
        cb(pass);
    };

    var onErr = function(err) {
        stream.destroy();
        warn('WARNING: error on reading file: %s', err);
        cb(undefined);
    };

    stream.on('error', onErr);
    lineStream
        .on('data', onLine)
        .on('end', onEnd)
        .on('error', onErr)
    ;

};


var parseLine = module.exports.parseLine = function(line) {
    if (line.length < 11 || line.match(/^\s+#/)) {
        return null;
    }

    var curChar = '';
    var prevChar = '';
    var fieldIdx = 0;
    var startIdx = 0;
    var endIdx = 0;
    var obj = {};
    var isLastField = false;
    var addToObj = function(idx, i0, i1) {
        var field = line.substring(i0, i1);

        if (! Object.hasOwnProperty.call(process.env, 'PGPASS_NO_DEESCAPE')) {
            field = field.replace(/\\([:\\])/g, '$1');
        }

        obj[ fieldNames[idx] ] = field;
    };

    for (var i = 0 ; i < line.length-1 ; i += 1) {
        curChar = line.charAt(i+1);
        prevChar = line.charAt(i);

        isLastField = (fieldIdx == nrOfFields-1);

        if (isLastField) {
            addToObj(fieldIdx, startIdx);
            break;
        }

        if (i >= 0 && curChar == ':' && prevChar !== '\\') {
            addToObj(fieldIdx, startIdx, i+1);

            startIdx = i+2;
            fieldIdx += 1;
        }
    }

    obj = ( Object.keys(obj).length === nrOfFields ) ? obj : null;

    return obj;
};


var isValidEntry = module.exports.isValidEntry = function(entry){
    var rules = {
        // host
        0 : function(x){
            return x.length > 0;
        } ,
        // port
        1 : function(x){
            if (x === '*') {
                return true;
            }
            x = Number(x);
            return (
                isFinite(x) &&
                  x > 0 &&
                  x < 9007199254740992 &&
                  Math.floor(x) === x
            );
        } ,
        // database
        2 : function(x){
            return x.length > 0;
        } ,
        // username
        3 : function(x){
            return x.length > 0;
        } ,
        // password
        4 : function(x){
            return x.length > 0;
        }
    };

    for (var idx = 0 ; idx < fieldNames.length ; idx += 1) {
        var rule = rules[idx];
        var value = entry[ fieldNames[idx] ] || '';

        var res = rule(value);
        if (!res) {
            return false;
        }
    }

    return true;
};



/***/ }),

/***/ 3272:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



var path = __nccwpck_require__(6928)
  , fs = __nccwpck_require__(9896)
  , helper = __nccwpck_require__(8702)
;


module.exports = function(connInfo, cb) {
    var file = helper.getFileName();
    
    fs.stat(file, function(err, stat){
        if (err || !helper.usePgPass(stat, file)) {
            return cb(undefined);
        }

        var st = fs.createReadStream(file);

        helper.getPassword(connInfo, st, cb);
    });
};

module.exports.warnTo = helper.warnTo;


/***/ }),

/***/ 3879:
/***/ ((__unused_webpack_module, exports) => {



exports.parse = function (source, transform) {
  return new ArrayParser(source, transform).parse()
}

class ArrayParser {
  constructor (source, transform) {
    this.source = source
    this.transform = transform || identity
    this.position = 0
    this.entries = []
    this.recorded = []
    this.dimension = 0
  }

  isEof () {
    return this.position >= this.source.length
  }

  nextCharacter () {
    var character = this.source[this.position++]
    if (character === '\\') {
      return {
        value: this.source[this.position++],
        escaped: true
      }
    }
    return {
      value: character,
      escaped: false
    }
  }

  record (character) {
    this.recorded.push(character)
  }

  newEntry (includeEmpty) {
    var entry
    if (this.recorded.length > 0 || includeEmpty) {
      entry = this.recorded.join('')
      if (entry === 'NULL' && !includeEmpty) {
        entry = null
      }
      if (entry !== null) entry = this.transform(entry)
      this.entries.push(entry)
      this.recorded = []
    }
  }

  consumeDimensions () {
    if (this.source[0] === '[') {
      while (!this.isEof()) {
        var char = this.nextCharacter()
        if (char.value === '=') break
      }
    }
  }

  parse (nested) {
    var character, parser, quote
    this.consumeDimensions()
    while (!this.isEof()) {
      character = this.nextCharacter()
      if (character.value === '{' && !quote) {
        this.dimension++
        if (this.dimension > 1) {
          parser = new ArrayParser(this.source.substr(this.position - 1), this.transform)
          this.entries.push(parser.parse(true))
          this.position += parser.position - 2
        }
      } else if (character.value === '}' && !quote) {
        this.dimension--
        if (!this.dimension) {
          this.newEntry()
          if (nested) return this.entries
        }
      } else if (character.value === '"' && !character.escaped) {
        if (quote) this.newEntry(true)
        quote = !quote
      } else if (character.value === ',' && !quote) {
        this.newEntry()
      } else {
        this.record(character.value)
      }
    }
    if (this.dimension !== 0) {
      throw new Error('array dimension not balanced')
    }
    return this.entries
  }
}

function identity (value) {
  return value
}


/***/ }),

/***/ 463:
/***/ ((module) => {



var bufferFrom = Buffer.from || Buffer

module.exports = function parseBytea (input) {
  if (/^\\x/.test(input)) {
    // new 'hex' style response (pg >9.0)
    return bufferFrom(input.substr(2), 'hex')
  }
  var output = ''
  var i = 0
  while (i < input.length) {
    if (input[i] !== '\\') {
      output += input[i]
      ++i
    } else {
      if (/[0-7]{3}/.test(input.substr(i + 1, 3))) {
        output += String.fromCharCode(parseInt(input.substr(i + 1, 3), 8))
        i += 4
      } else {
        var backslashes = 1
        while (i + backslashes < input.length && input[i + backslashes] === '\\') {
          backslashes++
        }
        for (var k = 0; k < Math.floor(backslashes / 2); ++k) {
          output += '\\'
        }
        i += Math.floor(backslashes / 2) * 2
      }
    }
  }
  return bufferFrom(output, 'binary')
}


/***/ }),

/***/ 2690:
/***/ ((module) => {



var DATE_TIME = /(\d{1,})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(\.\d{1,})?.*?( BC)?$/
var DATE = /^(\d{1,})-(\d{2})-(\d{2})( BC)?$/
var TIME_ZONE = /([Z+-])(\d{2})?:?(\d{2})?:?(\d{2})?/
var INFINITY = /^-?infinity$/

module.exports = function parseDate (isoDate) {
  if (INFINITY.test(isoDate)) {
    // Capitalize to Infinity before passing to Number
    return Number(isoDate.replace('i', 'I'))
  }
  var matches = DATE_TIME.exec(isoDate)

  if (!matches) {
    // Force YYYY-MM-DD dates to be parsed as local time
    return getDate(isoDate) || null
  }

  var isBC = !!matches[8]
  var year = parseInt(matches[1], 10)
  if (isBC) {
    year = bcYearToNegativeYear(year)
  }

  var month = parseInt(matches[2], 10) - 1
  var day = matches[3]
  var hour = parseInt(matches[4], 10)
  var minute = parseInt(matches[5], 10)
  var second = parseInt(matches[6], 10)

  var ms = matches[7]
  ms = ms ? 1000 * parseFloat(ms) : 0

  var date
  var offset = timeZoneOffset(isoDate)
  if (offset != null) {
    date = new Date(Date.UTC(year, month, day, hour, minute, second, ms))

    // Account for years from 0 to 99 being interpreted as 1900-1999
    // by Date.UTC / the multi-argument form of the Date constructor
    if (is0To99(year)) {
      date.setUTCFullYear(year)
    }

    if (offset !== 0) {
      date.setTime(date.getTime() - offset)
    }
  } else {
    date = new Date(year, month, day, hour, minute, second, ms)

    if (is0To99(year)) {
      date.setFullYear(year)
    }
  }

  return date
}

function getDate (isoDate) {
  var matches = DATE.exec(isoDate)
  if (!matches) {
    return
  }

  var year = parseInt(matches[1], 10)
  var isBC = !!matches[4]
  if (isBC) {
    year = bcYearToNegativeYear(year)
  }

  var month = parseInt(matches[2], 10) - 1
  var day = matches[3]
  // YYYY-MM-DD will be parsed as local time
  var date = new Date(year, month, day)

  if (is0To99(year)) {
    date.setFullYear(year)
  }

  return date
}

// match timezones:
// Z (UTC)
// -05
// +06:30
function timeZoneOffset (isoDate) {
  if (isoDate.endsWith('+00')) {
    return 0
  }

  var zone = TIME_ZONE.exec(isoDate.split(' ')[1])
  if (!zone) return
  var type = zone[1]

  if (type === 'Z') {
    return 0
  }
  var sign = type === '-' ? -1 : 1
  var offset = parseInt(zone[2], 10) * 3600 +
    parseInt(zone[3] || 0, 10) * 60 +
    parseInt(zone[4] || 0, 10)

  return offset * sign * 1000
}

function bcYearToNegativeYear (year) {
  // Account for numerical difference between representations of BC years
  // See: https://github.com/bendrucker/postgres-date/issues/5
  return -(year - 1)
}

function is0To99 (num) {
  return num >= 0 && num < 100
}


/***/ }),

/***/ 8755:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



var extend = __nccwpck_require__(223)

module.exports = PostgresInterval

function PostgresInterval (raw) {
  if (!(this instanceof PostgresInterval)) {
    return new PostgresInterval(raw)
  }
  extend(this, parse(raw))
}
var properties = ['seconds', 'minutes', 'hours', 'days', 'months', 'years']
PostgresInterval.prototype.toPostgres = function () {
  var filtered = properties.filter(this.hasOwnProperty, this)

  // In addition to `properties`, we need to account for fractions of seconds.
  if (this.milliseconds && filtered.indexOf('seconds') < 0) {
    filtered.push('seconds')
  }

  if (filtered.length === 0) return '0'
  return filtered
    .map(function (property) {
      var value = this[property] || 0

      // Account for fractional part of seconds,
      // remove trailing zeroes.
      if (property === 'seconds' && this.milliseconds) {
        value = (value + this.milliseconds / 1000).toFixed(6).replace(/\.?0+$/, '')
      }

      return value + ' ' + property
    }, this)
    .join(' ')
}

var propertiesISOEquivalent = {
  years: 'Y',
  months: 'M',
  days: 'D',
  hours: 'H',
  minutes: 'M',
  seconds: 'S'
}
var dateProperties = ['years', 'months', 'days']
var timeProperties = ['hours', 'minutes', 'seconds']
// according to ISO 8601
PostgresInterval.prototype.toISOString = PostgresInterval.prototype.toISO = function () {
  var datePart = dateProperties
    .map(buildProperty, this)
    .join('')

  var timePart = timeProperties
    .map(buildProperty, this)
    .join('')

  return 'P' + datePart + 'T' + timePart

  function buildProperty (property) {
    var value = this[property] || 0

    // Account for fractional part of seconds,
    // remove trailing zeroes.
    if (property === 'seconds' && this.milliseconds) {
      value = (value + this.milliseconds / 1000).toFixed(6).replace(/0+$/, '')
    }

    return value + propertiesISOEquivalent[property]
  }
}

var NUMBER = '([+-]?\\d+)'
var YEAR = NUMBER + '\\s+years?'
var MONTH = NUMBER + '\\s+mons?'
var DAY = NUMBER + '\\s+days?'
var TIME = '([+-])?([\\d]*):(\\d\\d):(\\d\\d)\\.?(\\d{1,6})?'
var INTERVAL = new RegExp([YEAR, MONTH, DAY, TIME].map(function (regexString) {
  return '(' + regexString + ')?'
})
  .join('\\s*'))

// Positions of values in regex match
var positions = {
  years: 2,
  months: 4,
  days: 6,
  hours: 9,
  minutes: 10,
  seconds: 11,
  milliseconds: 12
}
// We can use negative time
var negatives = ['hours', 'minutes', 'seconds', 'milliseconds']

function parseMilliseconds (fraction) {
  // add omitted zeroes
  var microseconds = fraction + '000000'.slice(fraction.length)
  return parseInt(microseconds, 10) / 1000
}

function parse (interval) {
  if (!interval) return {}
  var matches = INTERVAL.exec(interval)
  var isNegative = matches[8] === '-'
  return Object.keys(positions)
    .reduce(function (parsed, property) {
      var position = positions[property]
      var value = matches[position]
      // no empty string
      if (!value) return parsed
      // milliseconds are actually microseconds (up to 6 digits)
      // with omitted trailing zeroes.
      value = property === 'milliseconds'
        ? parseMilliseconds(value)
        : parseInt(value, 10)
      // no zeros
      if (!value) return parsed
      if (isNegative && ~negatives.indexOf(property)) {
        value *= -1
      }
      parsed[property] = value
      return parsed
    }, {})
}


/***/ }),

/***/ 5286:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

/*
Copyright (c) 2014-2021, Matteo Collina <hello@matteocollina.com>

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR
IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
*/



const { Transform } = __nccwpck_require__(2203)
const { StringDecoder } = __nccwpck_require__(3193)
const kLast = Symbol('last')
const kDecoder = Symbol('decoder')

function transform (chunk, enc, cb) {
  let list
  if (this.overflow) { // Line buffer is full. Skip to start of next line.
    const buf = this[kDecoder].write(chunk)
    list = buf.split(this.matcher)

    if (list.length === 1) return cb() // Line ending not found. Discard entire chunk.

    // Line ending found. Discard trailing fragment of previous line and reset overflow state.
    list.shift()
    this.overflow = false
  } else {
    this[kLast] += this[kDecoder].write(chunk)
    list = this[kLast].split(this.matcher)
  }

  this[kLast] = list.pop()

  for (let i = 0; i < list.length; i++) {
    try {
      push(this, this.mapper(list[i]))
    } catch (error) {
      return cb(error)
    }
  }

  this.overflow = this[kLast].length > this.maxLength
  if (this.overflow && !this.skipOverflow) {
    cb(new Error('maximum buffer reached'))
    return
  }

  cb()
}

function flush (cb) {
  // forward any gibberish left in there
  this[kLast] += this[kDecoder].end()

  if (this[kLast]) {
    try {
      push(this, this.mapper(this[kLast]))
    } catch (error) {
      return cb(error)
    }
  }

  cb()
}

function push (self, val) {
  if (val !== undefined) {
    self.push(val)
  }
}

function noop (incoming) {
  return incoming
}

function split (matcher, mapper, options) {
  // Set defaults for any arguments not supplied.
  matcher = matcher || /\r?\n/
  mapper = mapper || noop
  options = options || {}

  // Test arguments explicitly.
  switch (arguments.length) {
    case 1:
      // If mapper is only argument.
      if (typeof matcher === 'function') {
        mapper = matcher
        matcher = /\r?\n/
      // If options is only argument.
      } else if (typeof matcher === 'object' && !(matcher instanceof RegExp) && !matcher[Symbol.split]) {
        options = matcher
        matcher = /\r?\n/
      }
      break

    case 2:
      // If mapper and options are arguments.
      if (typeof matcher === 'function') {
        options = mapper
        mapper = matcher
        matcher = /\r?\n/
      // If matcher and options are arguments.
      } else if (typeof mapper === 'object') {
        options = mapper
        mapper = noop
      }
  }

  options = Object.assign({}, options)
  options.autoDestroy = true
  options.transform = transform
  options.flush = flush
  options.readableObjectMode = true

  const stream = new Transform(options)

  stream[kLast] = ''
  stream[kDecoder] = new StringDecoder('utf8')
  stream.matcher = matcher
  stream.mapper = mapper
  stream.maxLength = options.maxLength
  stream.skipOverflow = options.skipOverflow || false
  stream.overflow = false
  stream._destroy = function (err, cb) {
    // Weird Node v12 bug that we need to work around
    this._writableState.errorEmitted = false
    cb(err)
  }

  return stream
}

module.exports = split


/***/ }),

/***/ 223:
/***/ ((module) => {

module.exports = extend

var hasOwnProperty = Object.prototype.hasOwnProperty;

function extend(target) {
    for (var i = 1; i < arguments.length; i++) {
        var source = arguments[i]

        for (var key in source) {
            if (hasOwnProperty.call(source, key)) {
                target[key] = source[key]
            }
        }
    }

    return target
}


/***/ }),

/***/ 4390:
/***/ ((module) => {

module.exports = eval("require")("pg-native");


/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 2250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8253:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util/types");

/***/ }),

/***/ 9063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ML: () => (/* binding */ readUnfinished),
/* harmony export */   rJ: () => (/* binding */ readCatalogs),
/* harmony export */   uM: () => (/* binding */ readCatalog)
/* harmony export */ });
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4532);

/** What `store` holds of the backups of `name`, by one listing and no request per backup. */
async function readCatalog(store, name) {
    (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .checkName */ .I3)(name);
    // The prefix lets other names in; grouping by the exact name leaves them out.
    const found = await readAll(store, (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyPrefixOf */ .jJ)(name));
    return found.get(name) ?? { backups: [], uncommitted: [], damaged: [] };
}
/** What `store` holds under every name, in the order of the names. Lists the whole store. */
function readCatalogs(store) {
    return readAll(store, '');
}
/** Writes of objects of `name` that were begun and not completed. */
async function readUnfinished(store, name) {
    (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .checkName */ .I3)(name);
    const found = [];
    for await (const unfinished of store.listUnfinished((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyPrefixOf */ .jJ)(name))) {
        if ((0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKey */ .Do)(unfinished.key)?.name === name)
            found.push(unfinished);
    }
    return found;
}
async function readAll(store, prefix) {
    const gathered = new Map();
    for await (const listed of store.list(prefix)) {
        const key = (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKey */ .Do)(listed.key);
        if (key)
            gather(gathered, key, listed);
    }
    const byName = Map.groupBy(gathered.values(), ({ entry }) => entry.name);
    const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(sorted.map(([name, entries]) => [name, catalogOf(entries)]));
}
function gather(gathered, key, { bytes, modifiedAt }) {
    const found = gathered.get(key.stem) ?? begin(key);
    gathered.set(key.stem, found);
    const { entry } = found;
    entry.objects.push({ key: key.key, bytes });
    entry.bytes += bytes;
    if (modifiedAt > entry.modifiedAt)
        entry.modifiedAt = modifiedAt;
    if (key.part === 'drill')
        entry.hasDrill = true;
    if (key.part === 'manifest')
        found.hasManifest = true;
    if (isDump(key, bytes))
        found.hasDump = true;
}
function begin({ stem, name, takenAt }) {
    const entry = { stem, name, takenAt, objects: [], bytes: 0, modifiedAt: takenAt, hasDrill: false };
    return { entry, hasManifest: false, hasDump: false };
}
// No dump of any format is empty: nothing at all gzips to 20 bytes.
function isDump(key, bytes) {
    if (key.part !== 'dump' || bytes === 0)
        return false;
    return key.format !== 'directory' || key.entry === 'toc.dat';
}
function catalogOf(gathered) {
    const newestFirst = gathered.toSorted((a, b) => b.entry.takenAt.getTime() - a.entry.takenAt.getTime());
    const entries = (state) => newestFirst.filter(state).map(({ entry }) => entry);
    return {
        backups: entries(({ hasManifest, hasDump }) => hasManifest && hasDump),
        uncommitted: entries(({ hasManifest }) => !hasManifest),
        damaged: entries(({ hasManifest, hasDump }) => hasManifest && !hasDump),
    };
}

/***/ }),

/***/ 1889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ readDrill)
/* harmony export */ });
/* unused harmony export parseDrill */
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4899);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4532);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8291);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8137);




const drillVerdict = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
    schema: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(1),
    backup: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
    verdict: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('verified', 'failed', 'inconclusive'),
    drilledAt: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .instant */ .uR,
});
const drillRecord = {
    noun: 'drill record',
    schema: 1,
    read(value, key) {
        const found = drillVerdict(value, '');
        const asked = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseKey */ .Do)(key)?.stem;
        if (found.backup !== asked)
            throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('backup', found.backup, JSON.stringify(asked));
        return found;
    },
};
/** The drill record that lies under `key`. @throws UnreadableRecordError when it is newer, broken or of another backup */
function parseDrill(text, key) {
    return parseRecord(drillRecord, text, key);
}
/** How a backup's last drill ended, or undefined when it never had one. @throws UnreadableRecordError */
async function readDrill(store, stem, options) {
    try {
        return await (0,_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .aE)(drillRecord, store, (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(stem, { part: 'drill' }), options);
    }
    catch (error) {
        if (error instanceof _store_store_js__WEBPACK_IMPORTED_MODULE_0__/* .ObjectMissingError */ .ox)
            return undefined;
        throw error;
    }
}

/***/ }),

/***/ 9227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gb: () => (/* binding */ encodeManifest),
/* harmony export */   WI: () => (/* binding */ readManifest)
/* harmony export */ });
/* unused harmony exports parseManifest, dumpKeyOf */
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4899);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4532);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8291);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8137);




const level = { level: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9 };
const manifest = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
    schema: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(1),
    backup: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
    name: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
    takenAt: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .instant */ .uR,
    finishedAt: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .instant */ .uR,
    tool: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, version: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq }),
    source: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
        serverVersion: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
        database: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
        sizeBytes: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9,
        encoding: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
        locale: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
            provider: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('libc', 'icu', 'builtin'),
            collate: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
            ctype: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
            name: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq),
            icuRules: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq),
        }),
        extensions: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)((0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, version: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq })),
    }),
    dump: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ format: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('plain', 'custom', 'directory'), client: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, arguments: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq) }),
    compression: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .byKind */ .Sb)({
        gzip: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('gzip'), ...level }),
        zstd: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('zstd'), ...level }),
        none: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('none') }),
    }),
    encryption: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .byKind */ .Sb)({
        none: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('none') }),
        recipients: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('recipients'), recipients: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq) }),
        passphrase: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ kind: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)('passphrase') }),
    }),
    plain: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)((0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ bytes: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9, sha256: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .sha256 */ .sc })),
    objects: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)((0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ key: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq, bytes: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9, sha256: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .sha256 */ .sc })),
    tables: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9),
    rows: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .nullOr */ .lW)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U9),
});
const manifestRecord = {
    noun: 'manifest',
    schema: 1,
    read(value, key) {
        const found = manifest(value, '');
        checkStem(found, key);
        checkObjects(found);
        return found;
    },
};
/** The manifest's text, for people and machines. @throws UnreadableRecordError rather than write what could not be read */
function encodeManifest(manifest) {
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    parseManifest(text, (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(manifest.backup, { part: 'manifest' }));
    return text;
}
/** The manifest that lies under `key`. @throws UnreadableRecordError when it is newer, broken or of another backup */
function parseManifest(text, key) {
    return (0,_record_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRecord */ .Hh)(manifestRecord, text, key);
}
/** The manifest of a backup. @throws UnreadableRecordError; ObjectMissingError when the backup is not committed */
function readManifest(store, stem, options) {
    return (0,_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readRecord */ .aE)(manifestRecord, store, (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(stem, { part: 'manifest' }), options);
}
/** The key a restore begins with: the dump, or the table of contents of a directory archive. */
function dumpKeyOf({ backup, dump, compression, encryption }) {
    const { format } = dump;
    const dumped = { part: 'dump', encrypted: encryption.kind !== 'none' };
    if (format === 'plain')
        return (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(backup, { ...dumped, format, compression: compression.kind });
    if (format === 'custom')
        return (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(backup, { ...dumped, format });
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(backup, { ...dumped, format, entry: 'toc.dat' });
}
function checkStem({ backup, name, takenAt }, key) {
    const asked = (0,_names_js__WEBPACK_IMPORTED_MODULE_1__/* .parseKey */ .Do)(key);
    if (asked?.part !== 'manifest')
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('the key', key, "a manifest's");
    if (backup !== asked.stem)
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('backup', backup, JSON.stringify(asked.stem));
    if (name !== asked.name)
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('name', name, JSON.stringify(asked.name));
    if (Math.floor(takenAt.getTime() / 1000) * 1000 !== asked.takenAt.getTime()) {
        throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)('takenAt', takenAt.toISOString(), asked.takenAt.toISOString());
    }
}
// A manifest decides what a restore reads: its keys may lead to this backup's objects and nowhere else.
function checkObjects(manifest) {
    const keys = new Set();
    for (const [index, { key }] of manifest.objects.entries()) {
        if (!belongs(key, manifest.backup)) {
            throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)(`objects[${index}].key`, key, `a key of ${manifest.backup}`);
        }
        if (keys.has(key))
            throw (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mismatch */ .J4)(`objects[${index}].key`, key, 'a key named once');
        keys.add(key);
    }
    const dump = dumpKeyOf(manifest);
    if (!keys.has(dump))
        throw new _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym(`objects do not name the dump, ${dump}`);
}
function belongs(key, stem) {
    try {
        (0,_store_store_js__WEBPACK_IMPORTED_MODULE_0__/* .checkKey */ .yR)(key);
    }
    catch {
        return false;
    }
    return key.startsWith(`${stem}.`);
}

/***/ }),

/***/ 4532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Do: () => (/* binding */ parseKey),
/* harmony export */   I3: () => (/* binding */ checkName),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   Vc: () => (/* binding */ stemOf),
/* harmony export */   jJ: () => (/* binding */ keyPrefixOf)
/* harmony export */ });
/* unused harmony export parseStem */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

// ASCII only: file systems disagree on whether two spellings of one accented letter are the same name. No leading dot
// (hidden, and how partial files are marked) and no leading dash (`gunzip -c -app_backup_...` would read an option).
const namePattern = '[A-Za-z0-9_][A-Za-z0-9._-]{0,99}';
const wholeName = new RegExp(`^${namePattern}$`);
// The name is greedy, so that of `a_backup_<time>_backup_<time>` the last time counts. It cannot be read in two ways:
// after the time comes one of a few fixed endings or `.dir/`, and a name holds no slash.
const stemPattern = new RegExp(`^(?<name>${namePattern})_backup_(?<day>\\d{4}-\\d\\d-\\d\\d)_(?<time>\\d\\d-\\d\\d-\\d\\d)(?<rest>$|\\..*$)`);
/** Refuses what cannot be a backup's name. @throws PgdrillError that says what is accepted */
function checkName(name) {
    if (wholeName.test(name))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot name a backup ${JSON.stringify(name.slice(0, 200))}`, {
        cure: 'use at most 100 of the letters a-z and A-Z, digits, ".", "_" and "-", beginning with a letter, a digit or "_"',
    });
}
/** The stem of a backup of `name` taken at `takenAt`, cut to the second. @throws PgdrillError when `name` cannot be one */
function stemOf(name, takenAt) {
    checkName(name);
    const [day, time] = takenAt.toISOString().split(/[T.]/, 2);
    const stem = `${name}_backup_${day}_${time.replaceAll(':', '-')}`;
    if (parseStem(stem) === undefined)
        throw new RangeError(`no stem can hold the time ${takenAt.toISOString()}`);
    return stem;
}
/** A stem taken apart, or undefined when `text` is none: another word, a day or an hour that does not exist. */
function parseStem(text) {
    const match = matchStem(text);
    return match?.rest === '' ? match.stem : undefined;
}
/** An object's key taken apart, or undefined when no backup of ours could have made it. */
function parseKey(key) {
    const match = matchStem(key);
    const part = match && (fixedParts.get(match.rest) ?? directoryEntry(match.rest));
    return part && { key, ...match.stem, ...part };
}
/** The key of one part of a backup; what parseKey undoes. */
function keyOf(stem, part) {
    return `${stem}${endingOf(part)}${'encrypted' in part && part.encrypted ? '.age' : ''}`;
}
/** What every key of the backups of `name` begins with; keys of other names can begin so too. */
function keyPrefixOf(name) {
    return `${name}_backup_`;
}
function matchStem(text) {
    const groups = stemPattern.exec(text)?.groups;
    if (groups === undefined)
        return undefined;
    const { name = '', day = '', time = '', rest = '' } = groups;
    const takenAt = utcTime(day, time.replaceAll('-', ':'));
    return takenAt && { stem: { stem: text.slice(0, text.length - rest.length), name, takenAt }, rest };
}
function utcTime(day, time) {
    const text = `${day}T${time}.000Z`;
    const parsed = new Date(text);
    // `new Date` takes 2026-02-30 for the 2nd of March, and 24:00:00 for the next day.
    return Number.isNaN(parsed.getTime()) || parsed.toISOString() !== text ? undefined : parsed;
}
const plainEndings = { gzip: '.sql.gz', zstd: '.sql.zst', none: '.sql' };
function endingOf(part) {
    switch (part.part) {
        case 'manifest':
            return '.manifest.json';
        case 'drill':
            return '.drill.json';
        case 'fingerprint':
            return '.fingerprint.json.gz';
        case 'globals':
            return '.globals.sql.gz';
        case 'dump':
            return dumpEndingOf(part);
    }
}
function dumpEndingOf(dump) {
    switch (dump.format) {
        case 'plain':
            return plainEndings[dump.compression];
        case 'custom':
            return '.dump';
        case 'directory':
            return `.dir/${dump.entry}`;
    }
}
const fixedParts = new Map([...allFixedParts()].map((part) => [keyOf('', part), part]));
function* allFixedParts() {
    yield { part: 'manifest' };
    yield { part: 'drill' };
    for (const encrypted of [false, true]) {
        yield { part: 'fingerprint', encrypted };
        yield { part: 'globals', encrypted };
        yield { part: 'dump', format: 'custom', encrypted };
        for (const compression of ['gzip', 'zstd', 'none']) {
            yield { part: 'dump', format: 'plain', compression, encrypted };
        }
    }
}
function directoryEntry(rest) {
    // pg_dump's directory archive is flat.
    const match = /^\.dir\/(?<entry>[^/]+?)(?<age>\.age)?$/.exec(rest);
    const entry = match?.groups?.entry;
    return entry
        ? { part: 'dump', format: 'directory', entry, encrypted: match?.groups?.age !== undefined }
        : undefined;
}

/***/ }),

/***/ 8291:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   PC: () => (/* binding */ UnreadableRecordError),
/* harmony export */   aE: () => (/* binding */ readRecord)
/* harmony export */ });
/* unused harmony export maxRecordBytes */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8137);


/** A record that is there and cannot be understood. */
class UnreadableRecordError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'UnreadableRecordError';
}
/**
 * The most bytes of one record that are read into memory. A manifest needs about 200 an object, so this is enough for a
 * directory archive of 300,000 tables.
 */
const maxRecordBytes = 64 * 1024 * 1024;
/** The record under `key`. @throws UnreadableRecordError; ObjectMissingError when there is none */
async function readRecord(kind, store, key, options) {
    const where = `${store.location}/${key}`;
    const chunks = [];
    let bytes = 0;
    for await (const chunk of store.get(key, options)) {
        bytes += chunk.length;
        if (bytes > maxRecordBytes)
            throw unreadable(kind, where, `it is larger than ${maxRecordBytes} bytes`);
        chunks.push(chunk);
    }
    return parseRecord(kind, Buffer.concat(chunks).toString('utf8'), key, where);
}
/** `text` as the record under `key`; `where` is what an error calls it. @throws UnreadableRecordError */
function parseRecord(kind, text, key, where = key) {
    try {
        const value = JSON.parse(text);
        refuseNewer(kind, value, where);
        return kind.read(value, key);
    }
    catch (cause) {
        if (cause instanceof SyntaxError)
            throw unreadable(kind, where, 'it is not whole JSON', cause);
        if (cause instanceof _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym)
            throw unreadable(kind, where, cause.message, cause);
        throw cause;
    }
}
function refuseNewer({ noun, schema }, value, where) {
    const found = version(value, '').schema;
    if (found <= schema)
        return;
    throw new UnreadableRecordError(`cannot read ${where}: ${noun} schema ${found} is newer than this pgdrill reads (${schema})`, { cure: 'update pgdrill' });
}
const version = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ik)({ schema: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9 });
function unreadable({ noun }, where, why, cause) {
    return new UnreadableRecordError(`cannot read ${where} as a ${noun}: ${why}`, { cause });
}

/***/ }),

/***/ 8137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ik: () => (/* binding */ object),
/* harmony export */   J4: () => (/* binding */ mismatch),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Sb: () => (/* binding */ byKind),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   lW: () => (/* binding */ nullOr),
/* harmony export */   sc: () => (/* binding */ sha256),
/* harmony export */   uR: () => (/* binding */ instant),
/* harmony export */   yL: () => (/* binding */ oneOf),
/* harmony export */   ym: () => (/* binding */ ShapeError)
/* harmony export */ });
/** A record whose content is not what its place needs. */
class ShapeError extends Error {
    name = 'ShapeError';
}
/** The error for `value` at `at`, where `expected` was needed. */
function mismatch(at, value, expected) {
    return new ShapeError(value === undefined ? `${at} is missing` : `${at} is ${shown(value)}, not ${expected}`);
}
const text = (value, at) => {
    if (typeof value !== 'string')
        throw mismatch(at, value, 'a text');
    return value;
};
/** A whole number from 0 to 2^53 - 1: what a JSON number can hold exactly. */
const count = (value, at) => {
    if (!Number.isSafeInteger(value) || value < 0)
        throw mismatch(at, value, 'a count');
    return value;
};
const sha256 = (value, at) => {
    if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) {
        throw mismatch(at, value, 'a SHA-256 in lower-case hex');
    }
    return value;
};
/** A moment as Date.toISOString writes it. */
const instant = (value, at) => {
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    if (Number.isNaN(date.getTime()) || date.toISOString() !== value) {
        throw mismatch(at, value, 'a time like 2026-11-03T02:00:07.000Z');
    }
    return date;
};
function oneOf(...accepted) {
    return (value, at) => {
        const found = accepted.find((each) => each === value);
        if (found === undefined)
            throw mismatch(at, value, accepted.map(shown).join(' or '));
        return found;
    };
}
function nullOr(read) {
    return (value, at) => (value === null ? null : read(value, at));
}
function listOf(read) {
    return (value, at) => {
        if (!Array.isArray(value))
            throw mismatch(at, value, 'a list');
        return value.map((each, index) => read(each, `${at}[${index}]`));
    };
}
/** An object with these fields. Others are left out: a later version may have added them. */
function object(fields) {
    const names = Object.keys(fields);
    return (value, at) => {
        if (!isObject(value))
            throw mismatch(at || 'the document', value, 'an object');
        const read = (name) => fields[name](value[name], at ? `${at}.${name}` : name);
        return Object.fromEntries(names.map((name) => [name, read(name)]));
    };
}
/** An object whose field `kind` says which of these it is. */
function byKind(kinds) {
    const kind = object({ kind: oneOf(...Object.keys(kinds)) });
    return (value, at) => kinds[kind(value, at).kind](value, at);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** A value for an error text. Anybody can have written it: it is cut short, never walked, and safe for a terminal. */
function shown(value) {
    if (Array.isArray(value))
        return 'a list';
    if (isObject(value))
        return 'an object';
    if (typeof value !== 'string')
        return String(value);
    const start = value.length > 60 ? `${value.slice(0, 60)}...` : value;
    return JSON.stringify(start).replace(/[^ -~]/g, '?');
}

/***/ }),

/***/ 2713:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1493);
/* harmony import */ var _prune_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4230);
/* harmony import */ var _report_backup_lines_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(9595);
/* harmony import */ var _report_console_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(7150);
/* harmony import */ var _report_list_table_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3934);
/* harmony import */ var _report_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4121);
/* harmony import */ var _report_redact_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(7234);
/* harmony import */ var _settings_command_line_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(480);
/* harmony import */ var _settings_secrets_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(417);
/* harmony import */ var _store_until_aborted_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(5200);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(8508);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(1486);
/* harmony import */ var _run_backup_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(8213);
/* harmony import */ var _signals_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(1066);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(1735);
















const argv = process.argv.slice(2);
let report = new _report_console_js__WEBPACK_IMPORTED_MODULE_10__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_11__/* .redactor */ .$)((0,_settings_secrets_js__WEBPACK_IMPORTED_MODULE_6__/* .secretsIn */ .V)(process.env, argv)));
process.exitCode = await main().catch(failed);
async function main() {
    const line = (0,_settings_command_line_js__WEBPACK_IMPORTED_MODULE_5__/* .readCommandLine */ .y)(argv, process.env);
    if (line.command === 'help')
        return print(line.text);
    if (line.command === 'version')
        return print(_version_js__WEBPACK_IMPORTED_MODULE_12__/* .version */ .r);
    report = new _report_console_js__WEBPACK_IMPORTED_MODULE_10__/* .ConsoleReport */ .o(process.stderr, (0,_report_redact_js__WEBPACK_IMPORTED_MODULE_11__/* .redactor */ .$)(line.secrets));
    (0,_environment_js__WEBPACK_IMPORTED_MODULE_13__/* .applyEnvironment */ .G)(line.environment);
    const { json, text, shortfall } = await answer(line);
    print(line.json ? JSON.stringify(json, null, 2) : text);
    if (shortfall !== undefined)
        throw shortfall;
    return 0;
}
function answer(line) {
    const signal = (0,_signals_js__WEBPACK_IMPORTED_MODULE_8__/* .abortOnSignals */ .P)();
    switch (line.command) {
        case 'backup':
            return answerBackup(line.settings, signal);
        case 'prune':
            return answerPrune(line.settings, signal);
        case 'list':
            return answerList(line.settings, signal);
    }
}
async function answerBackup(settings, signal) {
    const result = await (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_7__/* .runBackup */ .Q)(settings, { signal, report });
    return { json: (0,_report_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .backupOutputs */ .z)(result), text: (0,_report_backup_lines_js__WEBPACK_IMPORTED_MODULE_14__/* .backupLines */ .q)(result), shortfall: (0,_run_backup_js__WEBPACK_IMPORTED_MODULE_7__/* .shortfallOf */ .H)(result) };
}
async function answerPrune({ stores, ...settings }, signal) {
    const results = [];
    const problems = [];
    for (const store of await (0,_stores_js__WEBPACK_IMPORTED_MODULE_9__/* .openStores */ .j)(stores)) {
        try {
            const pruning = (0,_prune_js__WEBPACK_IMPORTED_MODULE_2__/* .prune */ .R)(store, { ...settings, now: new Date(), signal, report });
            results.push(await (0,_store_until_aborted_js__WEBPACK_IMPORTED_MODULE_15__/* .untilAborted */ .E)(pruning, signal));
        }
        catch (error) {
            signal.throwIfAborted();
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
                throw error;
            problems.push(error.message);
        }
    }
    const shortfall = problems.length === 0 ? undefined : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(problems.join('\n'));
    return { json: results, text: '', shortfall };
}
async function answerList({ stores, ...settings }, signal) {
    const listing = await (0,_store_until_aborted_js__WEBPACK_IMPORTED_MODULE_15__/* .untilAborted */ .E)((0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p)(await (0,_stores_js__WEBPACK_IMPORTED_MODULE_9__/* .openStores */ .j)(stores), { ...settings, signal }), signal);
    const problems = listing.stores.flatMap(({ location, problem }) => problem === null ? [] : [`${location}: ${problem}`]);
    const shortfall = problems.length === 0 ? undefined : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(problems.join('\n'));
    return { json: listing, text: (0,_report_list_table_js__WEBPACK_IMPORTED_MODULE_3__/* .renderList */ .p)(listing, new Date()), shortfall };
}
function print(text) {
    if (text !== '')
        process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
}
function failed(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN) {
        for (const problem of error.problems)
            report.error(problem);
        return error.exitCode;
    }
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA) {
        report.error(error.message);
        // All is cleaned up by now. What is still asked of a server that hangs would keep the process for minutes.
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoppedError */ .Ko)
            process.exit(error.exitCode);
        return error.exitCode;
    }
    report.error(`this is a fault of pgdrill's, please report it: ${error.stack ?? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    return 1;
}
__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 1486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ applyEnvironment)
/* harmony export */ });
/**
 * Makes process.env what the settings took it for, since the AWS SDK reads it by itself: .env beneath the variables
 * that are set, and no empty ones. A workflow's `${{ secrets.X }}` that does not exist is an empty variable, which the
 * SDK would take for a key.
 */
function applyEnvironment(environment) {
    for (const [name, value] of Object.entries(process.env))
        if (value === '')
            delete process.env[name];
    Object.assign(process.env, environment);
}

/***/ }),

/***/ 8213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ runBackup),
  H: () => (/* binding */ shortfallOf)
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: external "node:stream/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/store/fan-out.js
/**
 * Feeds one source to several sinks at the pace of the slowest. A sink that fails is dropped and the others go on; the
 * source is read only while a sink is left. Resolves, once every sink has settled, with how each ended.
 * @throws the source's own error, after every sink has seen it and settled
 */
async function fanOut(source, sinks) {
    const branches = sinks.map(() => new Branch());
    const settled = sinks.map(async (sink, index) => {
        const branch = branches[index];
        try {
            await sink(branch);
        }
        finally {
            branch.drop();
        }
    });
    const outcome = Promise.allSettled(settled);
    try {
        await feed(source, branches);
    }
    catch (error) {
        for (const branch of branches)
            branch.fail(error);
        await outcome;
        throw error;
    }
    return outcome;
}
async function feed(source, branches) {
    for await (const chunk of source) {
        const open = branches.filter((branch) => !branch.dropped);
        if (open.length === 0)
            return;
        await Promise.all(open.map((branch) => branch.push(chunk)));
    }
    await Promise.all(branches.map((branch) => branch.end()));
}
/** One chunk at a time is handed over: push waits until the reader has taken it, or has gone. */
class Branch {
    dropped = false;
    #waiting;
    #wakeReader;
    #wakeWriter;
    push(chunk) {
        return this.#hand({ chunk });
    }
    end() {
        return this.#hand({ end: true });
    }
    fail(error) {
        this.#waiting = { error };
        this.#wakeReader?.();
    }
    drop() {
        this.dropped = true;
        this.#waiting = undefined;
        this.#wakeWriter?.();
    }
    async *[Symbol.asyncIterator]() {
        try {
            for (;;) {
                const item = await this.#take();
                if ('error' in item)
                    throw item.error;
                if ('end' in item)
                    return;
                yield item.chunk;
            }
        }
        finally {
            this.drop();
        }
    }
    async #hand(item) {
        if (this.dropped)
            return;
        this.#waiting = item;
        this.#wakeReader?.();
        await new Promise((resolve) => {
            this.#wakeWriter = resolve;
        });
    }
    async #take() {
        while (this.#waiting === undefined) {
            await new Promise((resolve) => {
                this.#wakeReader = resolve;
            });
        }
        const item = this.#waiting;
        this.#waiting = undefined;
        this.#wakeWriter?.();
        return item;
    }
}
// EXTERNAL MODULE: ./build/store/store.js
var store_store = __nccwpck_require__(4899);
// EXTERNAL MODULE: ./build/store/until-aborted.js
var until_aborted = __nccwpck_require__(5200);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __nccwpck_require__(9227);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(8522);
;// CONCATENATED MODULE: ./build/catalog/measure.js


/** Counts and hashes the bytes of a stream as they pass. */
class Measure {
    bytes = 0;
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #crc32 = 0;
    async *pass(source) {
        for await (const chunk of source) {
            this.bytes += chunk.length;
            this.#sha256.update(chunk);
            this.#crc32 = (0,external_node_zlib_.crc32)(chunk, this.#crc32);
            yield chunk;
        }
    }
    /** Once, when the stream has ended. */
    result() {
        return { bytes: this.bytes, sha256: this.#sha256.digest('hex'), crc32: this.#crc32 };
    }
}
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __nccwpck_require__(4532);
;// CONCATENATED MODULE: ./build/catalog/draft.js







const clearMs = 5_000;
/**
 * A backup on its way into one or several stores: not a backup until `commit` has written its manifest. A store that
 * fails is dropped, what was written there is removed, and the others go on; when none is left, the last error is thrown.
 */
class Draft {
    stem;
    dropped = [];
    objects = [];
    #crc32s = new Map();
    #options;
    #places;
    constructor(stem, stores, options) {
        this.stem = stem;
        this.#places = stores.map((store) => ({ store, keys: [] }));
        this.#options = options;
    }
    /** The stores that are still part of it. */
    get locations() {
        return this.#places.map(({ store }) => store.location);
    }
    /** Why no store is left; undefined while one is. */
    get failure() {
        const [first, ...others] = this.dropped;
        if (this.#places.length > 0 || first === undefined)
            return undefined;
        if (others.length === 0)
            return first.error;
        const reasons = this.dropped.map(({ error }) => (0,errors/* messageOf */.bD)(error));
        return new errors/* PgdrillError */.ZA(`cannot write the backup to any store: ${reasons.join('; ')}`, {
            cause: first.error,
        });
    }
    /** Asks each store whether it can be reached and has room for this name: before hours of dumping, not after. */
    async look() {
        const key = (0,names/* keyOf */.TN)(this.stem, { part: 'manifest' });
        await this.#inEach(async ({ store }) => {
            if ((await store.stat(key)) === undefined)
                return;
            throw new store_store/* ObjectExistsError */.qs(`cannot write ${store.location}/${key}: a backup of this second exists already`, {
                cure: 'run it again',
            });
        });
    }
    /** The end of a pipeline: what it yields becomes an object under `key` in every store, when the source ends normally. */
    sink(key, expectedBytes) {
        return async (source) => {
            const measure = new Measure();
            const { signal } = this.#options;
            const options = { signal, ...(expectedBytes === undefined ? {} : { expectedBytes }) };
            const places = this.#places;
            const outcomes = await fanOut(measure.pass(source), places.map(({ store, keys }) => async (branch) => {
                await store.put(key, branch, options);
                keys.push(key);
            }));
            await this.#dropRejected(places, outcomes);
            this.#add(key, measure.result());
        };
    }
    /** Asks each store what it now holds of each object, and compares. */
    async confirm() {
        await this.#inEach(async ({ store }) => {
            for (const object of this.objects)
                await confirmObject(store, object, this.#crc32s.get(object.key));
        });
    }
    /** Writes the manifest into each store; from then on it holds a backup. */
    async commit(manifest) {
        const text = Buffer.from((0,catalog_manifest/* encodeManifest */.Gb)(manifest));
        const key = (0,names/* keyOf */.TN)(this.stem, { part: 'manifest' });
        await this.#inEach(async (place) => {
            await place.store.put(key, once(text), this.#options);
            // From here on it is a backup, which nothing may clear away.
            place.keys = [];
        });
    }
    /** Removes from every store what was written there; for a draft that was not committed. */
    async abandon() {
        await Promise.all(this.#places.map((place) => this.#clear(place)));
        this.#places = [];
    }
    async #inEach(act) {
        const places = this.#places;
        await this.#dropRejected(places, await Promise.allSettled(places.map(act)));
    }
    async #dropRejected(places, outcomes) {
        const failed = places.flatMap((place, index) => {
            const outcome = outcomes[index];
            return outcome?.status === 'rejected' ? [{ place, error: outcome.reason }] : [];
        });
        if (failed.length === 0)
            return;
        this.#places = places.filter((place) => !failed.some((failure) => failure.place === place));
        this.dropped.push(...failed.map(({ place, error }) => ({ location: place.store.location, error })));
        await Promise.all(failed.map(({ place }) => this.#clear(place)));
        this.#options.signal.throwIfAborted();
        if (this.failure !== undefined)
            throw this.failure;
        for (const { place, error } of failed) {
            this.#options.warning(`${place.store.location} is dropped from this backup: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    async #clear({ store, keys }) {
        if (keys.length === 0)
            return;
        try {
            await this.#withinReason(store.delete(keys));
        }
        catch (error) {
            this.#options.warning(`what was written of ${this.stem} stays in ${store.location}: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    // Once stopped, whoever waits for the end kills after some seconds: a store that hangs is then left as it is.
    async #withinReason(removal) {
        if (!this.#options.signal.aborted)
            return removal;
        const late = new AbortController();
        const timer = setTimeout(() => late.abort(new errors/* PgdrillError */.ZA('it does not answer')), clearMs);
        await (0,until_aborted/* untilAborted */.E)(removal, late.signal).finally(() => clearTimeout(timer));
    }
    #add(key, { bytes, sha256, crc32 }) {
        this.objects.push({ key, bytes, sha256 });
        this.#crc32s.set(key, crc32);
    }
}
async function confirmObject(store, object, crc32) {
    const held = await store.stat(object.key);
    const what = `cannot confirm ${store.location}/${object.key}`;
    if (held === undefined)
        throw new errors/* PgdrillError */.ZA(`${what}: the store took it and does not have it`);
    if (held.bytes !== object.bytes) {
        throw new errors/* PgdrillError */.ZA(`${what}: ${object.bytes} bytes were written and the store holds ${held.bytes}`);
    }
    if (held.crc32 !== undefined && held.crc32 !== crc32) {
        throw new errors/* PgdrillError */.ZA(`${what}: the store holds other bytes than were written (their CRC-32 differ)`);
    }
}
async function* once(bytes) {
    yield bytes;
}
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./build/compress/blocks.js
/**
 * The same bytes in blocks of exactly `blockBytes`, the last one shorter; nothing for an empty source. At most
 * `atOnce` blocks are out at a time: then the source waits until one is released. Their memory is used again and again,
 * since new memory for each costs more than compressing it (measured: a sixth of the run was garbage collection).
 */
async function* inBlocks(source, blockBytes, atOnce) {
    const pool = new Pool(blockBytes, atOnce);
    let memory = await pool.take();
    let filled = 0;
    for await (const chunk of source) {
        for (let at = 0; at < chunk.length;) {
            const taken = Math.min(chunk.length - at, blockBytes - filled);
            memory.set(at === 0 && taken === chunk.length ? chunk : chunk.subarray(at, at + taken), filled);
            at += taken;
            filled += taken;
            if (filled < blockBytes)
                continue;
            yield pool.lend(memory, filled);
            memory = await pool.take();
            filled = 0;
        }
    }
    if (filled > 0)
        yield pool.lend(memory, filled);
}
class Pool {
    #bytes;
    #unmade;
    #free = [];
    #waiting;
    constructor(bytes, count) {
        this.#bytes = bytes;
        this.#unmade = count;
    }
    take() {
        const free = this.#free.pop();
        if (free !== undefined)
            return free;
        if (this.#unmade > 0) {
            this.#unmade -= 1;
            return Buffer.allocUnsafeSlow(this.#bytes);
        }
        return new Promise((resolve) => {
            this.#waiting = resolve;
        });
    }
    lend(memory, filled) {
        return { bytes: memory.subarray(0, filled), release: () => this.#release(memory) };
    }
    #release(memory) {
        const waiting = this.#waiting;
        this.#waiting = undefined;
        if (waiting === undefined)
            this.#free.push(memory);
        else
            waiting(memory);
    }
}
;// CONCATENATED MODULE: ./build/compress/gzip.js




const compressMember = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const memberBytes = 1024 * 1024;
// zlib's calls run in libuv's pool, which has four threads; one more block is ready when a thread is.
const membersAtOnce = Math.min(4, (0,external_node_os_.availableParallelism)()) + 1;
/**
 * gzip, in members of 1 MiB that are compressed in parallel. RFC 1952 (2.2) lets a file be several members one after
 * the other, and every gunzip reads them as one; the cost is some 0.1 per cent of size.
 */
async function* gzipMembers(source, level) {
    const underWay = [];
    let any = false;
    try {
        for await (const block of inBlocks(source, memberBytes, membersAtOnce + 1)) {
            any = true;
            underWay.push(compressed(block, level));
            if (underWay.length >= membersAtOnce)
                yield await underWay.shift();
        }
        for (const member of underWay.splice(0))
            yield await member;
        // An empty file is no gzip file; an empty member is.
        if (!any)
            yield await compressMember('', { level });
    }
    finally {
        await Promise.allSettled(underWay);
    }
}
async function compressed({ bytes, release }, level) {
    try {
        return await compressMember(bytes, { level });
    }
    finally {
        release();
    }
}
;// CONCATENATED MODULE: ./build/compress/zstd.js


// Each write goes to a thread and back, so they are large; and several are under way, so that the thread never waits
// for the reader of the dump, nor the reader for it.
const blockBytes = 512 * 1024;
const blocksAtOnce = 4;
/**
 * One zstd frame (RFC 8878), ending with a checksum of its content. One only: Node 24.21 decodes a second frame wrongly,
 * and silently.
 */
async function* zstdFrame(source, level) {
    const frame = (0,external_node_zlib_.createZstdCompress)({
        chunkSize: 256 * 1024,
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level, [external_node_zlib_.constants.ZSTD_c_checksumFlag]: 1 },
    });
    // An error of the source destroys the frame with it, and so reaches the reader below.
    const fed = zstd_feed(source, frame).catch((error) => frame.destroy(error));
    try {
        yield* frame;
    }
    finally {
        frame.destroy();
        await fed;
    }
}
async function zstd_feed(source, frame) {
    let written = Promise.resolve();
    for await (const { bytes, release } of inBlocks(source, blockBytes, blocksAtOnce)) {
        written = new Promise((resolve) => {
            // Called also when the frame is destroyed: nobody waits for a block that is never released.
            frame.write(bytes, () => {
                release();
                resolve();
            });
        });
        if (frame.destroyed)
            return;
    }
    // Told to end with writes under way, Node 24.21 ends the frame with the last of them and then writes an empty second
    // one, which it could not even read.
    await written;
    frame.end();
}
;// CONCATENATED MODULE: ./build/compress/compress.js


/** The stage that compresses a stream; what comes out, gunzip, zstd or cat reads. */
function compressor(compression) {
    switch (compression.kind) {
        case 'gzip':
            return (source) => gzipMembers(source, compression.level);
        case 'zstd':
            return (source) => zstdFrame(source, compression.level);
        case 'none':
            return (source) => source;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/fingerprint.js
/** How many tables the dump holds data of, and how many rows in all: null when that is unknown for any of them. */
function totals({ tables }) {
    const rows = tables.reduce((sum, table) => (sum === null || table.rows === null ? null : sum + table.rows), 0);
    return { tables: tables.length, rows };
}
// EXTERNAL MODULE: ./build/catalog/record.js
var record = __nccwpck_require__(8291);
// EXTERNAL MODULE: ./build/catalog/shape.js
var shape = __nccwpck_require__(8137);
;// CONCATENATED MODULE: ./build/fingerprint/format.js


/** The fingerprint as JSON, in one line: the content of `<stem>.fingerprint.json.gz`. */
function encodeFingerprint(fingerprint) {
    return `${JSON.stringify({ schema: 1, ...fingerprint })}\n`;
}
/**
 * Reads what `encodeFingerprint` wrote; `where` is what an error calls it. Keys it does not know are left out.
 * @throws UnreadableRecordError when it is of a newer version, or no fingerprint
 */
function parseFingerprint(json, where = 'this text') {
    return parseRecord(kind, json, where);
}
const truth = (value, at) => {
    if (typeof value !== 'boolean')
        throw (0,shape/* mismatch */.J4)(at, value, 'true or false');
    return value;
};
const digest = matching(/^[0-9a-f]{32}$/, '32 hex digits in lower case');
const named = { schema: (0,shape/* nullOr */.lW)(shape/* text */.Qq), name: shape/* text */.Qq };
const table = (0,shape/* object */.Ik)({
    ...named,
    rows: (0,shape/* nullOr */.lW)(shape/* count */.U9),
    bytes: shape/* count */.U9,
    digest: (0,shape/* nullOr */.lW)(digest),
    columnsByName: truth,
});
const databaseObject = (0,shape/* object */.Ik)({
    type: shape/* text */.Qq,
    ...named,
    owner: (0,shape/* nullOr */.lW)(shape/* text */.Qq),
    digest,
    tablespace: (0,shape/* nullOr */.lW)(shape/* text */.Qq),
    accessMethod: (0,shape/* nullOr */.lW)(shape/* text */.Qq),
});
const sequence = (0,shape/* object */.Ik)({
    ...named,
    lastValue: matching(/^-?\d{1,19}$/, 'a bigint in decimal'),
    isCalled: truth,
});
const largeObject = (0,shape/* object */.Ik)({ oid, bytes: (0,shape/* nullOr */.lW)(shape/* count */.U9), digest: (0,shape/* nullOr */.lW)(digest) });
const version = (0,shape/* object */.Ik)({ schema: (0,shape/* oneOf */.yL)(1) });
const fingerprint = (0,shape/* object */.Ik)({
    complete: truth,
    encoding: (0,shape/* nullOr */.lW)(shape/* text */.Qq),
    serverVersion: (0,shape/* nullOr */.lW)(shape/* text */.Qq),
    clientVersion: (0,shape/* nullOr */.lW)(shape/* text */.Qq),
    tables: (0,shape/* listOf */.c3)(table),
    objects: (0,shape/* listOf */.c3)(databaseObject),
    sequences: (0,shape/* listOf */.c3)(sequence),
    largeObjects: (0,shape/* listOf */.c3)(largeObject),
});
const kind = {
    noun: 'fingerprint',
    schema: 1,
    read: (value) => {
        version(value, '');
        return fingerprint(value, '');
    },
};
function oid(value, at) {
    const number = (0,shape/* count */.U9)(value, at);
    if (number > 0xffff_ffff)
        throw (0,shape/* mismatch */.J4)(at, value, 'an oid');
    return number;
}
function matching(pattern, expected) {
    return (value, at) => {
        if (typeof value !== 'string' || !pattern.test(value))
            throw (0,shape/* mismatch */.J4)(at, value, expected);
        return value;
    };
}
;// CONCATENATED MODULE: ./build/fingerprint/canonical.js
// The same definition can come back from a restore in other words, because PostgreSQL stores parsed expressions and
// prints what it parsed. Measured with 15 and 18: see docs/decisions/fingerprint-digest.md for each case.
// PostgreSQL itself refuses expressions nested this deep ("stack depth limit exceeded"), so nothing real is missed.
const DEEPEST = 1000;
const CLOSING = new Map([
    ['(', ')'],
    ['[', ']'],
]);
/** The tokens of a statement with the accidents of a dump and restore taken out: equal for equal definitions. */
function canonical(tokens) {
    const inherits = isInheritingTable(tokens);
    if (!inherits && !mayBeReworded(tokens))
        return tokens;
    const tree = treeOf(tokens);
    if (!tree)
        return tokens;
    const items = reworded(tree);
    return flattened(inherits ? withSortedElements(items) : items);
}
/** Whether the statement is CREATE TABLE ... INHERITS, whose own columns may come back in another order. */
function isInheritingTable(tokens) {
    return tokens[0] === 'CREATE' && tokens.includes('INHERITS') && tokens.slice(1, 4).includes('TABLE');
}
function mayBeReworded(tokens) {
    return tokens.includes('ARRAY') || tokens.includes('AND') || tokens.includes('OR');
}
/** The tokens as a tree of brackets, or undefined when they do not match or nest too deep. */
function treeOf(tokens) {
    const root = [];
    const open = [];
    let items = root;
    for (const token of tokens) {
        const close = CLOSING.get(token);
        if (close !== undefined) {
            const group = { open: token, items: [], close };
            items.push(group);
            open.push(group);
            items = group.items;
            if (open.length > DEEPEST)
                return undefined;
        }
        else if (token === ')' || token === ']') {
            if (open.pop()?.close !== token)
                return undefined;
            items = open.at(-1)?.items ?? root;
        }
        else
            items.push(token);
    }
    return open.length === 0 ? root : undefined;
}
function flattened(items, tokens = []) {
    for (const item of items) {
        if (typeof item === 'string')
            tokens.push(item);
        else {
            tokens.push(item.open);
            flattened(item.items, tokens);
            tokens.push(item.close);
        }
    }
    return tokens;
}
function reworded(items) {
    const inner = items.map((item) => typeof item === 'string' ? item : { ...item, items: reworded(item.items) });
    return withFlatChain(withCastElements(inner));
}
/**
 * `x IN ('a', 'b')` on a varchar is stored, and first printed, as `(ARRAY[a, b])::text[]`; parsing that pushes the
 * cast into the elements, and from then on it is printed as `ARRAY[(a)::text, (b)::text]`.
 */
function withCastElements(items) {
    const result = [];
    for (let at = 0; at < items.length; at++) {
        const array = constructorIn(items[at]);
        const typeEnd = array && items[at + 1] === '::' ? arrayTypeEnd(items, at + 2) : undefined;
        if (array && typeEnd !== undefined) {
            result.push('ARRAY', castEach(array, items.slice(at + 2, typeEnd)));
            at = typeEnd;
        }
        else
            result.push(items[at]);
    }
    return result;
}
/** The brackets of `(ARRAY[...])`. */
function constructorIn(node) {
    if (typeof node !== 'object' || node.open !== '(' || node.items.length !== 2)
        return undefined;
    const [word, brackets] = node.items;
    return word === 'ARRAY' && typeof brackets === 'object' && brackets.open === '[' ? brackets : undefined;
}
/** Where, from `at`, the `[]` stands that ends an array type's name; undefined when something else comes first. */
function arrayTypeEnd(items, at) {
    for (let end = at; end < items.length; end++) {
        const item = items[end];
        if (typeof item === 'object') {
            if (item.open === '[')
                return end > at && item.items.length === 0 ? end : undefined;
            if (!item.items.every((part) => typeof part === 'string' && /^[\d,-]+$/.test(part)))
                return undefined;
        }
        else if (!/^[\w\u0080-\u00ff".$]/.test(item) || /^(AND|OR|THEN|ELSE|END|AS|FROM|WHERE)$/.test(item)) {
            return undefined;
        }
    }
    return undefined;
}
function castEach(array, type) {
    const elements = split(array.items).map((element) => {
        const [word, brackets] = element;
        const nested = element.length === 2 && word === 'ARRAY' && typeof brackets === 'object';
        if (nested)
            return ['ARRAY', castEach(brackets, type)];
        return [{ open: '(', items: element, close: ')' }, '::', ...type];
    });
    return { ...array, items: joined(elements) };
}
/**
 * `a BETWEEN 1 AND 2 AND b`, and `x IN ('a', 'b', y, z)`, are first printed as `((p AND q) AND b)`; the parser makes
 * one chain of that, and from then on it is `(p AND q AND b)`. Only a chain's first member is taken in so.
 */
function withFlatChain(items) {
    const [first, operator] = items;
    if (operator !== 'AND' && operator !== 'OR')
        return items;
    if (typeof first !== 'object' || first.open !== '(' || first.items.length < 3)
        return items;
    const operators = first.items.filter((item) => typeof item === 'string');
    return first.items[1] === operator && operators.every((item) => item === operator)
        ? [...first.items, ...items.slice(1)]
        : items;
}
function withSortedElements(items) {
    const at = items.findIndex((item) => typeof item === 'object');
    return items.map((item, index) => (index === at && typeof item === 'object' ? sorted(item) : item));
}
function sorted(group) {
    const elements = split(group.items).map((element) => ({ element, text: flattened(element).join(' ') }));
    elements.sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
    return { ...group, items: joined(elements.map(({ element }) => element)) };
}
function split(items) {
    const parts = [[]];
    for (const item of items) {
        if (item === ',')
            parts.push([]);
        else
            parts.at(-1)?.push(item);
    }
    return parts;
}
function joined(parts) {
    return parts.flatMap((part, index) => (index === 0 ? part : [',', ...part]));
}
;// CONCATENATED MODULE: ./build/fingerprint/sql-names.js
/** The name that begins at token `at`, and where it ends; undefined when there is none. */
function qualifiedNameAt(tokens, at) {
    const first = identifier(tokens[at]);
    if (first === undefined)
        return undefined;
    if (tokens[at + 1] !== '.')
        return { name: { schema: null, name: first }, end: at + 1 };
    const second = identifier(tokens[at + 2]);
    return second === undefined ? undefined : { name: { schema: first, name: second }, end: at + 3 };
}
/** The names in `(a, "b c")`, whose opening bracket is token `at`, and where the list ends. */
function nameListAt(tokens, at) {
    const names = [];
    if (tokens[at] !== '(')
        return { names, end: at };
    let end = at + 1;
    for (; end < tokens.length && tokens[end] !== ')'; end++) {
        const name = identifier(tokens[end]);
        if (name !== undefined)
            names.push(name);
    }
    return { names, end: end + 1 };
}
/** The catalog's form of a name as SQL writes it. */
function identifier(token) {
    if (token === undefined)
        return undefined;
    if (token.length > 2 && token.startsWith('"') && token.endsWith('"')) {
        return token.slice(1, -1).replaceAll('""', '"');
    }
    return /^[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*$/.test(token) ? token : undefined;
}
/** One text that is the same for two names only when both their parts are: a zero byte is in no name. */
function keyOf({ schema, name }) {
    return `${schema ?? ''}\u0000${name}`;
}
/** What a string literal holds, without prefix and quotes. */
function literalValue(token) {
    if (token === undefined || token.length < 2 || !token.startsWith("'") || !token.endsWith("'"))
        return undefined;
    return token.slice(1, -1).replaceAll("''", "'");
}
;// CONCATENATED MODULE: ./build/fingerprint/copy-header.js

/** Reads `COPY schema.table (a, b) FROM stdin;`, or undefined when no rows follow the statement. */
function copyHeader(tokens) {
    const table = tokens[0] === 'COPY' ? qualifiedNameAt(tokens, 1) : undefined;
    if (!table)
        return undefined;
    const { names, end } = nameListAt(tokens, table.end);
    const source = `${tokens[end]} ${tokens[end + 1]}`;
    return /^from stdin$/i.test(source) ? { table: table.name, columns: names } : undefined;
}
;// CONCATENATED MODULE: ./build/fingerprint/entry-header.js
const BEGINNING = /^-- (Data for |Statistics for )?Name: /;
const DEFINITION = /^; Type: ([A-Z][A-Z ]*); Schema: /;
const DATA = /^; Type: ([A-Z ]* DATA|BLOBS|BLOB COMMENTS); Schema: /;
/**
 * Reads `-- Name: t; Type: TABLE; Schema: public; Owner: me; Tablespace: fast` (_printTocEntry in pg_dump's
 * pg_backup_archiver.c), or undefined when the comment is another. Names are not quoted there, so one that itself
 * contains `; Type: ` is read by the last place that fits; `tablespace` is the one in force, which pg_dump has set by
 * then if the entry is to be in one.
 */
function entryHeader(comment, tablespace) {
    const beginning = BEGINNING.exec(comment);
    if (!beginning)
        return undefined;
    const ending = tablespace === null ? '' : `; Tablespace: ${tablespace.replace(/[\r\n]/g, ' ')}`;
    const isPlaced = ending !== '' && comment.endsWith(ending);
    const part = partOf(beginning[1]);
    const pattern = part === 'definition' ? DEFINITION : DATA;
    const line = isPlaced ? comment.slice(0, -ending.length) : comment;
    const ownerAt = line.lastIndexOf('; Owner: ');
    for (let at = ownerAt; at > 0; at--) {
        at = line.lastIndexOf('; Type: ', at);
        const type = at === -1 ? null : pattern.exec(line.slice(at, at + 100));
        if (type) {
            return {
                part,
                type: type[1],
                schema: known(line.slice(at + type[0].length, ownerAt)),
                name: line.slice(beginning[0].length, at),
                owner: known(line.slice(ownerAt + '; Owner: '.length)),
                tablespace: isPlaced ? tablespace : null,
            };
        }
    }
    return undefined;
}
function partOf(prefix) {
    if (prefix === undefined)
        return 'definition';
    return prefix.startsWith('Data') ? 'data' : 'statistics';
}
/** pg_dump prints a hyphen for "none", and an empty text in some versions. */
function known(text) {
    return text === '-' || text === '' ? null : text;
}
;// CONCATENATED MODULE: ./build/fingerprint/large-objects.js

const OPEN = /^SELECT pg_catalog\.lo_open\((?:pg_catalog\.lo_create\()?'(\d+)'/;
const WRITE = /^SELECT pg_catalog\.lowrite\(\d+, '\\{1,2}x/;
const CLOSE = /^SELECT pg_catalog\.lo_close\(/;
/** The content of large objects, from lo_open, lowrite and lo_close as pg_dump writes them: 16 KiB a write, in hex. */
class LargeObjects {
    all = [];
    #open;
    /** Takes note of a statement about a large object's content; false when it is of another kind. */
    read({ text, sha256 }) {
        const head = text.toString('latin1', 0, 80);
        const oid = OPEN.exec(head)?.[1];
        if (oid !== undefined)
            this.#open = { oid: Number(oid), bytes: 0, hash: (0,external_node_crypto_.createHash)('sha256'), isKnown: true };
        else if (CLOSE.test(head))
            this.#close();
        else if (head.startsWith('SELECT pg_catalog.lowrite('))
            this.#write(text, WRITE.exec(head)?.[0], sha256);
        else
            return false;
        return true;
    }
    #write(text, prefix, cut) {
        if (!this.#open)
            return;
        if (prefix === undefined || cut) {
            this.#open.isKnown = false; // no pg_dump since 9.0 writes anything but 16 KiB in hex
            return;
        }
        const end = text.indexOf("'", prefix.length);
        const bytes = Buffer.from(text.toString('latin1', prefix.length, end), 'hex');
        this.#open.hash.update(bytes);
        this.#open.bytes += bytes.length;
    }
    #close() {
        if (!this.#open)
            return;
        const { oid, bytes, hash, isKnown } = this.#open;
        const digest = hash.digest('hex').slice(0, 32);
        this.all.push(isKnown ? { oid, bytes, digest } : { oid, bytes: null, digest: null });
        this.#open = undefined;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/object-entry.js



/** An object as its entry's statements define it. */
class ObjectEntry {
    header;
    #statements = [];
    #owner;
    #defaultAccessMethod;
    #isPartitioned = false;
    /** `defaultAccessMethod` is what SET default_table_access_method says where the entry begins. */
    constructor(header, defaultAccessMethod) {
        this.header = header;
        this.#defaultAccessMethod = defaultAccessMethod;
    }
    /** Exact from ALTER ... OWNER TO, else what the header says. */
    get owner() {
        return this.#owner ?? this.header.owner;
    }
    /** Of what has rows of its own; for anything else the setting in force is another object's. */
    get accessMethod() {
        const { type } = this.header;
        const hasRows = type === 'MATERIALIZED VIEW' || (type === 'TABLE' && !this.#isPartitioned);
        return hasRows ? this.#defaultAccessMethod : null;
    }
    /**
     * Adds a statement; one that only sets the owner is no part of the digest. `grantor` is who makes a grant, where that
     * is not the owner.
     */
    add({ sha256 }, tokens, grantor) {
        const owner = newOwner(tokens);
        if (owner !== undefined) {
            this.#owner = owner;
            return;
        }
        this.#isPartitioned ||= tokens.some((token, at) => token === 'PARTITION' && tokens[at + 1] === 'BY');
        this.#statements.push(sha256 ?? sha256Of(canonical(tokens), grantor));
    }
    /**
     * pg_dump orders an entry's statements by accidents (a column's place, when a grant was made), and none of its
     * entries has two whose order matters; so the digest is over the set of them.
     */
    get digest() {
        const all = (0,external_node_crypto_.createHash)('sha256');
        for (const statement of this.#statements.toSorted(Buffer.compare))
            all.update(statement);
        return all.digest('hex').slice(0, 32);
    }
}
/** The name in ALTER ... OWNER TO name. */
function newOwner(tokens) {
    const [owner, to, name] = tokens.slice(-4);
    return tokens[0] === 'ALTER' && owner === 'OWNER' && to === 'TO' ? identifier(name) : undefined;
}
function sha256Of(tokens, grantor) {
    const text = grantor === undefined ? tokens.join(' ') : `${tokens.join(' ')}\u0000${grantor}`;
    return (0,external_node_crypto_.hash)('sha256', Buffer.from(text, 'latin1'), 'buffer');
}
;// CONCATENATED MODULE: ./build/fingerprint/sql-tokens.js
const WORD = /[A-Za-z_\u0080-\u00ff][\w$\u0080-\u00ff]*/y;
const NUMBER = /\d[\w.]*/y;
const SPACE = /\s+/y;
const OPERATOR = /::|[-+*/<>=~!@#%^&|`?]+|./sy;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\u00ff][\w\u0080-\u00ff]*)?\$/y;
/**
 * The tokens of one statement without the space between them. Strings, quoted names and dollar-quoted bodies are one
 * token each, verbatim; comments are not expected, pg_dump writes none inside statements.
 *
 * `sql` holds a character a byte (latin1), so that no encoding is needed to be exact.
 */
function tokensOf(sql, { standardStrings = true } = {}) {
    const tokens = [];
    for (let at = 0; at < sql.length;) {
        const end = spaceEnd(sql, at);
        if (end > at) {
            at = end;
            continue;
        }
        const next = tokenEnd(sql, at, standardStrings);
        tokens.push(sql.slice(at, next));
        at = next;
    }
    return tokens;
}
function spaceEnd(sql, at) {
    SPACE.lastIndex = at;
    return SPACE.test(sql) ? SPACE.lastIndex : at;
}
function tokenEnd(sql, at, standardStrings) {
    const first = sql[at];
    if (first === '"')
        return quotedEnd(sql, at);
    if (first === "'")
        return standardStrings ? quotedEnd(sql, at) : escapedEnd(sql, at);
    if (first === '$')
        return dollarEnd(sql, at);
    const end = matchEnd(WORD, sql, at) ?? matchEnd(NUMBER, sql, at);
    if (end === undefined)
        return matchEnd(OPERATOR, sql, at) ?? at + 1;
    const prefixed = sql[end] === "'" && end === at + 1;
    if (prefixed && /[eE]/.test(first))
        return escapedEnd(sql, end);
    if (prefixed && /[bBnNxX]/.test(first))
        return quotedEnd(sql, end);
    return end;
}
function matchEnd(pattern, sql, at) {
    pattern.lastIndex = at;
    return pattern.test(sql) ? pattern.lastIndex : undefined;
}
function quotedEnd(sql, at) {
    const quote = sql[at];
    for (let from = at + 1;; from += 2) {
        from = sql.indexOf(quote, from);
        if (from === -1)
            return sql.length;
        if (sql[from + 1] !== quote)
            return from + 1;
    }
}
function escapedEnd(sql, at) {
    for (let from = at + 1; from < sql.length; from++) {
        if (sql[from] === '\\')
            from++;
        else if (sql[from] === "'" && sql[from + 1] !== "'")
            return from + 1;
        else if (sql[from] === "'")
            from++;
    }
    return sql.length;
}
function dollarEnd(sql, at) {
    const tagEnd = matchEnd(DOLLAR_TAG, sql, at);
    if (tagEnd === undefined)
        return at + 1;
    const tag = sql.slice(at, tagEnd);
    const close = sql.indexOf(tag, tagEnd);
    return close === -1 ? sql.length : close + tag.length;
}
;// CONCATENATED MODULE: ./build/fingerprint/sequence-set.js


/** Reads `SELECT pg_catalog.setval('public.orders_id_seq', 42, true);`, or undefined for any other statement. */
function sequenceSet(tokens) {
    if (tokens[0] !== 'SELECT' || tokens[3] !== 'setval')
        return undefined;
    const name = qualifiedNameAt(tokensOf(literalValue(tokens[5]) ?? ''), 0);
    const value = /^\(('.*'),(-?\d+),(true|false)\)$/s.exec(tokens.slice(4, -1).join(''));
    if (!name || !value)
        return undefined;
    return { sequence: name.name, lastValue: value[2], isCalled: value[3] === 'true' };
}
;// CONCATENATED MODULE: ./build/fingerprint/client-encoding.js

// PostgreSQL's names (https://www.postgresql.org/docs/current/multibyte.html) to those of the Encoding Standard.
// LATIN1 is not among them: there it means windows-1252.
const LABELS = new Map(Object.entries({
    UTF8: 'utf-8',
    LATIN2: 'iso-8859-2',
    LATIN3: 'iso-8859-3',
    LATIN4: 'iso-8859-4',
    LATIN5: 'iso-8859-9',
    LATIN6: 'iso-8859-10',
    LATIN7: 'iso-8859-13',
    LATIN8: 'iso-8859-14',
    LATIN9: 'iso-8859-15',
    LATIN10: 'iso-8859-16',
    ISO_8859_5: 'iso-8859-5',
    ISO_8859_6: 'iso-8859-6',
    ISO_8859_7: 'iso-8859-7',
    ISO_8859_8: 'iso-8859-8',
    WIN866: 'ibm866',
    WIN874: 'windows-874',
    KOI8R: 'koi8-r',
    KOI8U: 'koi8-u',
    EUC_JP: 'euc-jp',
    EUC_KR: 'euc-kr',
    EUC_CN: 'gbk',
    UHC: 'euc-kr',
    GBK: 'gbk',
    GB18030: 'gb18030',
    BIG5: 'big5',
    SJIS: 'shift_jis',
    SHIFT_JIS_2004: 'shift_jis',
}));
const WINDOWS = /^WIN(125[0-8])$/;
// The encodings whose characters may have a backslash's byte in second place; no server stores text in them.
const BACKSLASH_INSIDE = /^(SJIS|SHIFT_JIS_2004|BIG5|GBK|UHC|JOHAB|GB18030)$/;
/** How the dump's text is encoded, by `SET client_encoding`; a dump that does not say is taken for UTF-8. */
class ClientEncoding {
    name;
    #decoder;
    constructor(name) {
        this.name = name;
        this.#decoder = decoderFor(LABELS.get(name) ?? name.replace(WINDOWS, 'windows-$1'));
    }
    /** Names as people write them; bytes that are no text in this encoding are shown one character each (latin1). */
    decode(raw) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the same in all of them
        if (/^[\u0000-\u007f]*$/.test(raw))
            return raw;
        try {
            return this.#decoder?.decode(Buffer.from(raw, 'latin1')) ?? raw;
        }
        catch {
            return raw;
        }
    }
    /** Whether a byte is the first of two that make a character whose second may look like a backslash. */
    isLead(byte) {
        if (byte <= 0x80 || !BACKSLASH_INSIDE.test(this.name))
            return false;
        const isHalfWidthKatakana = byte >= 0xa0 && byte <= 0xdf;
        return !(isHalfWidthKatakana && /JIS/.test(this.name));
    }
}
function decoderFor(label) {
    try {
        return new external_node_util_.TextDecoder(label, { fatal: true, ignoreBOM: true });
    }
    catch {
        return undefined;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/session-state.js


/** What the dump's SET statements say about what follows them. None of them is part of an object. */
class SessionState {
    encoding = new ClientEncoding('UTF8');
    /** Whether the dump has said its encoding. */
    encodingIsKnown = false;
    standardStrings = true;
    accessMethod = null;
    /** Null for the database's own. */
    tablespace = null;
    /** The role of SET SESSION AUTHORIZATION. */
    authorization;
    isLead(byte) {
        return this.encoding.isLead(byte);
    }
    /** Takes note of a statement that sets something for the session; false when it is of another kind. */
    apply(tokens) {
        const [verb, subject] = tokens;
        if (verb === 'SET')
            this.#set(tokens);
        else if (verb === 'RESET')
            this.authorization = undefined;
        else if (verb === 'SELECT')
            return tokens[3] === 'set_config';
        return verb === 'SET' || verb === 'RESET' || (isTransactionVerb(verb) && subject === ';');
    }
    #set(tokens) {
        const [, setting, second, value] = tokens;
        if (setting === 'SESSION' && second === 'AUTHORIZATION')
            this.#authorize(value);
        else if (setting === 'client_encoding')
            this.#encode(literalValue(value));
        else if (setting === 'standard_conforming_strings')
            this.standardStrings = value === 'on';
        else if (setting === 'default_tablespace')
            this.tablespace = identifier(value) ?? null;
        else if (setting === 'default_table_access_method')
            this.accessMethod = identifier(value) ?? null;
    }
    #authorize(role) {
        this.authorization = role === 'DEFAULT' ? undefined : (literalValue(role) ?? identifier(role));
    }
    #encode(name) {
        if (name === undefined)
            return;
        this.encoding = new ClientEncoding(name);
        this.encodingIsKnown = true;
    }
}
function isTransactionVerb(verb) {
    return verb === 'BEGIN' || verb === 'COMMIT';
}
;// CONCATENATED MODULE: ./build/fingerprint/rows-wasm.js
// Made by `npm run build:wasm` from assembly/rows.ts; do not edit.
/** The WebAssembly that hashes COPY rows, in base64. */
const rowsWasm = [
    'AGFzbQEAAAABLQlgAAF+YAABf2ADf39+AX5gAn9/AGACf34AYAJ/fgF+YAF/AX9gAX4AYAF/AAMQDwIDBAAAAAEBAQEFBgAHCAUE',
    'AQECAgZREH4BQgALfwFBAAt+AUIAC34BQgALfgFCAAt+AUIAC38BQQALfwFBAAt/AUEAC34BQgALfgFCAAt/AUEAC34BQgALfgFC',
    'AAt+AUIAC34BQgALB6QBDgVpbnB1dAAJCmlucHV0Qnl0ZXMACAttb3N0Q29sdW1ucwAGCWhhc2hJbnB1dAAKCWJlZ2luUm93cwAN',
    'C2JlZ2luRmllbGRzAA4Nc2V0Q29sdW1uU2VlZAACBGZlZWQACwdpc0VuZGVkAAcIcm93Q291bnQABQlieXRlQ291bnQADAdyb3dz',
    'U3VtAAMMcm93c01peGVkU3VtAAQGbWVtb3J5AgAK5xMP6AUCAn8DfiAAIAFqIQQgAkLFz9my8eW66id8IQUgAUEgTwR+IAJC1uuC',
    '7ur9ifXgAHwhBiACQrGprMGtuNSmPX0hByACQvnq0NDnyaHk4QB8IQUDQCAAQSBqIgMgBE0EQCAGIAApAwBCz9bTvtLHq9lCfnxC',
    'H4lCh5Wvr5i23puef34hBiAHIAApAwhCz9bTvtLHq9lCfnxCH4lCh5Wvr5i23puef34hByACIAApAxBCz9bTvtLHq9lCfnxCH4lC',
    'h5Wvr5i23puef34hAiAFIAApAxhCz9bTvtLHq9lCfnxCH4lCh5Wvr5i23puef34hBSADIQAMAQsLIAZCAYkgB0IHiXwgAkIMiXwg',
    'BUISiXwgBkLP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GNivoAfSAHQs/W077Sx6vZQn5CH4lC',
    'h5Wvr5i23puef36FQoeVr6+Ytt6bnn9+Qp2jteqDsY2K+gB9IAJCz9bTvtLHq9lCfkIfiUKHla+vmLbem55/foVCh5Wvr5i23pue',
    'f35CnaO16oOxjYr6AH0gBULP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GNivoAfQUgBQsgAa18',
    'IQIDQCAAQQhqIgEgBE0EQCACIAApAwBCz9bTvtLHq9lCfkIfiUKHla+vmLbem55/foVCG4lCh5Wvr5i23puef35CnaO16oOxjYr6',
    'AH0hAiABIQAMAQsLIABBBGoiASAETQRAIAIgADUCAEKHla+vmLbem55/foVCF4lCz9bTvtLHq9lCfkL5893xmfaZqxZ8IQIgASEA',
    'CwNAIAAgBEkEQCACIAAxAABCxc/ZsvHluuonfoVCC4lCh5Wvr5i23puef34hAiAAQQFqIQAMAQsLIAIgAkIhiIVCz9bTvtLHq9lC',
    'fiICQh2IIAKFQvnz3fGZ9pmrFn4iAkIgiCAChQuPAwEDfyAAIAFqIQMjAEIfg6chAiMAIAGtfCQAIAIEQCACIABBICACayIEIAEg',
    'ASAESxsiAfwKAAAgASACakEgSQRADwsjAkEAKQMAQs/W077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAIjA0EIKQMAQs/W077Sx6vZ',
    'Qn58Qh+JQoeVr6+Ytt6bnn9+JAMjBEEQKQMAQs/W077Sx6vZQn58Qh+JQoeVr6+Ytt6bnn9+JAQjBUEYKQMAQs/W077Sx6vZQn58',
    'Qh+JQoeVr6+Ytt6bnn9+JAUgACABaiEACwNAIABBIGoiASADTQRAIwIgACkDAELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQC',
    'IwMgACkDCELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQDIwQgACkDEELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQEIwUg',
    'ACkDGELP1tO+0ser2UJ+fEIfiUKHla+vmLbem55/fiQFIAEhAAwBCwtBACAAIAMgAGv8CgAACw8AIABBA3RBQGsgATcDAAsEACMO',
    'CwQAIw8LBAAjDAsFAEHQDwsEACMLCwYAQYCABAsGAEGAgAELDABBgIABIAAgARAAC7wJAwR/BH4BeyAAQYCAAWohAkGAgAEhAANA',
    'IAAgAkkEQAJAIwYEfyAAIQECfwNAIAEgAkkEQCAB/QAEACIJ/QwKCgoKCgoKCgoKCgoKCgoK/SMgCf0MCQkJCQkJCQkJCQkJCQkJ',
    'Cf0j/VD9ZCIDBEAgASADaGoiASACIAEgAkkbDAMLIAFBEGohAQwBCwsgAgsFIAAhAQJ/A0AgASACSQRAIAH9AAQA/QwKCgoKCgoK',
    'CgoKCgoKCgoK/SP9ZCIDBEAgASADaGoiASACIAEgAkkbDAMLIAFBEGohAQwBCwsgAgsLIQMjBgR+IwhBA3RBQGspAwAFIwoLIQUg',
    'AiADRgRAIwFFBEBBASQBQgAkACAFQtbrgu7q/Yn14AB8JAIgBUKxqazBrbjUpj19JAMgBSQEIAVC+erQ0OfJoeThAHwkBQsgACAC',
    'IABrEAEgAiEADAELIwEEQCAAIAMgAGsQAUEAIQAjAEIgWgR+IwIiB0IBiSMDIghCB4l8IwQiBUIMiXwjBSIGQhKJfCAHQs/W077S',
    'x6vZQn5CH4lCh5Wvr5i23puef36FQoeVr6+Ytt6bnn9+Qp2jteqDsY2K+gB9IAhCz9bTvtLHq9lCfkIfiUKHla+vmLbem55/foVC',
    'h5Wvr5i23puef35CnaO16oOxjYr6AH0gBULP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUKHla+vmLbem55/fkKdo7Xqg7GNivoA',
    'fSAGQs/W077Sx6vZQn5CH4lCh5Wvr5i23puef36FQoeVr6+Ytt6bnn9+Qp2jteqDsY2K+gB9BSAFQsXP2bLx5brqJ3wLIwB8IQUj',
    'AEIfg6chBANAIABBCGoiASAETQRAIAUgACkDAELP1tO+0ser2UJ+Qh+JQoeVr6+Ytt6bnn9+hUIbiUKHla+vmLbem55/fkKdo7Xq',
    'g7GNivoAfSEFIAEhAAwBCwsgAEEEaiIBIARNBEAgBSAANQIAQoeVr6+Ytt6bnn9+hUIXiULP1tO+0ser2UJ+Qvnz3fGZ9pmrFnwh',
    'BSABIQALA0AgACAESQRAIAUgADEAAELFz9my8eW66id+hUILiUKHla+vmLbem55/fiEFIABBAWohAAwBCwsgBSAFQiGIhULP1tO+',
    '0ser2UJ+IgVCHYggBYVC+fPd8Zn2masWfiIFQiCIIAWFIQUjAEICUQR/QQAvAQBB3NwARgVBAAshAUEAJAEFIAAgAyAAayIBIAUQ',
    'ACEFIAFBAkYEfyAALwEAQdzcAEYFQQALIQELIANBAWohACMIQQEgAy0AAEEKRiIDQQAgARsbRQRAQQEkCyMNIABBgIABayIArXwk',
    'DSMNQgN9JA0gAA8LIwYEQCMJIAV8JAkgA0UEQCMIQQFqIgEjByIDIAEgA0kbJAgMBAsjCSIFQiGIIAWFQs/W077Sx6vZQn4iBUId',
    'iCAFhUL5893xmfaZqxZ+IgVCIIggBYUhBUIAJAlBACQICyMMQgF8JAwjDiAFfCQOIw8gBULrh9aF6Mih5OEAfSIFQh6IIAWFQrnL',
    'k+fR7ZGsv39+IgVCG4ggBYVC66PEmbG3kuiUf34iBUIfiCAFhXwkDwwCCwsLIw0gAEGAgAFrIgCtfCQNIAALBAAjDQsqAEEAJAFB',
    'ACQLQQAkCEIAJAlCACQMQgAkDUIAJA5CACQPQQAkBiAAJAoLNwBBACQBQQAkC0EAJAhCACQJQgAkDEIAJA1CACQOQgAkD0EBJAYg',
    'ACQHIABBA3RBQGtCADcDAAs=',
].join('');
;// CONCATENATED MODULE: ./build/fingerprint/row-digest.js

let compiled;
/** Hashes COPY data as it streams, at some GB a second, in memory that neither rows nor tables make larger. */
class RowDigest {
    #wasm;
    #input;
    constructor() {
        compiled ??= new WebAssembly.Module(Buffer.from(rowsWasm, 'base64'));
        this.#wasm = new WebAssembly.Instance(compiled).exports;
        this.#input = new Uint8Array(this.#wasm.memory.buffer, this.#wasm.input(), this.#wasm.inputBytes());
    }
    /** A table's data begins. With `byName` the digest does not depend on the order of the columns. */
    begin(columns, byName) {
        // PostgreSQL allows 1,600 columns, and there is room for more; what lies beyond is hashed without its name.
        const seeds = columns
            .slice(0, this.#wasm.mostColumns())
            .map((name) => this.hash(Buffer.from(name, 'latin1')));
        if (!byName)
            this.#wasm.beginRows(this.hash(Buffer.from(BigUint64Array.from(seeds).buffer)));
        else {
            this.#wasm.beginFields(seeds.length);
            for (const [index, seed] of seeds.entries())
                this.#wasm.setColumnSeed(index, seed);
        }
    }
    /** Reads data from `at` to behind the end marker, or to the chunk's end. Returns where. */
    read(chunk, at) {
        while (at < chunk.length && !this.isEnded) {
            const piece = chunk.subarray(at, at + this.#input.length);
            this.#input.set(piece);
            at += this.#wasm.feed(piece.length);
        }
        return at;
    }
    /** The line that ends the data has been read. */
    get isEnded() {
        return this.#wasm.isEnded() !== 0;
    }
    get content() {
        return {
            rows: this.#wasm.rowCount(),
            bytes: this.#wasm.byteCount(),
            sums: [BigInt.asUintN(64, this.#wasm.rowsSum()), BigInt.asUintN(64, this.#wasm.rowsMixedSum())],
        };
    }
    /** XXH64 with seed 0 of the first 64 KiB: more than a name, or 2,000 seeds, come to. */
    hash(bytes) {
        const piece = bytes.subarray(0, this.#input.length);
        this.#input.set(piece);
        return BigInt.asUintN(64, this.#wasm.hashInput(piece.length, 0n));
    }
}
/** The content of two stretches of data together. */
function added(a, b) {
    return {
        rows: a.rows + b.rows,
        bytes: a.bytes + b.bytes,
        sums: [BigInt.asUintN(64, a.sums[0] + b.sums[0]), BigInt.asUintN(64, a.sums[1] + b.sums[1])],
    };
}
/** 32 hex digits. */
function digestOf({ sums }) {
    return sums.map((sum) => sum.toString(16).padStart(16, '0')).join('');
}
;// CONCATENATED MODULE: ./build/fingerprint/table-contents.js



const NOTHING = { rows: 0n, bytes: 0n, sums: [0n, 0n] };
/**
 * The data of every table. One table may have several stretches of data (--load-via-partition-root), which add up.
 * Names come from COPY and INSERT, which are exact; from the entry's header only where a dump has neither.
 */
class TableContents {
    #tables = new Map();
    /** The table whose data entry has begun and shown no data yet. */
    #awaited;
    #inserting;
    beginEntry({ schema, name }) {
        this.endEntry();
        this.#awaited = { schema, name };
    }
    endEntry() {
        if (this.#awaited)
            this.#tally(this.#awaited).content = undefined;
        this.#awaited = undefined;
        this.#inserting = undefined;
    }
    copied(name, content, columnsByName) {
        this.#awaited = undefined;
        const table = this.#tally(name);
        table.content &&= added(table.content, content);
        table.columnsByName = columnsByName;
    }
    /** An INSERT statement, of `bytes` bytes, whose beginning is `head`. */
    inserted(head, bytes) {
        this.#inserting ??= this.#insertTarget(head);
        if (this.#inserting)
            this.#inserting.insertedBytes += bytes;
    }
    #insertTarget(head) {
        const found = qualifiedNameAt(tokensOf(head.toString('latin1', 0, 600)), 2);
        if (!found)
            return undefined;
        this.#awaited = undefined;
        const table = this.#tally(found.name);
        table.content = undefined;
        return table;
    }
    #tally(name) {
        const key = keyOf(name);
        const table = this.#tables.get(key) ?? { name, content: NOTHING, insertedBytes: 0, columnsByName: false };
        this.#tables.set(key, table);
        return table;
    }
    get all() {
        return [...this.#tables.values()];
    }
}
/** The counts of a table as the fingerprint shows them. */
function contentOf({ content, insertedBytes }) {
    if (!content)
        return { rows: null, bytes: insertedBytes, digest: null };
    return { rows: Number(content.rows), bytes: Number(content.bytes), digest: digestOf(content) };
}
;// CONCATENATED MODULE: ./build/fingerprint/dump-contents.js










const LAST_COMMENT = '-- PostgreSQL database dump complete';
const VERSION = /^-- Dumped (from database|by pg_dump) version (.*)$/s;
/** What a dump has told so far, names as they stand in it. */
class DumpContents {
    session = new SessionState();
    tables = new TableContents();
    largeObjects = new LargeObjects();
    sequences = [];
    objects = [];
    serverVersion = null;
    clientVersion = null;
    /** The comment that ends a dump has come, and no entry after it. */
    isMarkedComplete = false;
    /** The tables whose columns a restore may put in another order. */
    #inheriting = new Set();
    #object;
    #rowsAhead;
    comment(text) {
        const comment = text.toString('latin1');
        const header = entryHeader(comment, this.session.tablespace);
        if (header)
            this.#beginEntry(header);
        else if (comment === LAST_COMMENT)
            this.isMarkedComplete = true;
        else
            this.#noteVersion(comment);
    }
    statement(statement) {
        const { text, bytes } = statement;
        if (text.toString('latin1', 0, 12) === 'INSERT INTO ')
            this.tables.inserted(text, bytes);
        else if (!this.largeObjects.read(statement))
            this.#parsed(statement);
    }
    takeRowsAhead() {
        const ahead = this.#rowsAhead;
        this.#rowsAhead = undefined;
        return ahead;
    }
    end() {
        this.tables.endEntry();
        this.#object = undefined;
    }
    #noteVersion(comment) {
        const [, what, version] = VERSION.exec(comment) ?? [];
        if (what === 'from database')
            this.serverVersion = version ?? null;
        else if (what)
            this.clientVersion = version ?? null;
    }
    #beginEntry(header) {
        this.end();
        this.isMarkedComplete = false;
        // Before an entry it is the object's owner (--use-set-session-authorization), inside one another's grants follow.
        this.session.authorization = undefined;
        if (header.type === 'TABLE DATA')
            this.tables.beginEntry(header);
        if (header.part !== 'definition' || header.type === 'SEQUENCE SET')
            return;
        this.#object = new ObjectEntry(header, this.session.accessMethod);
        this.objects.push(this.#object);
    }
    #parsed(statement) {
        const tokens = tokensOf(statement.text.toString('latin1'), this.session);
        const copy = copyHeader(tokens);
        const sequence = sequenceSet(tokens);
        if (copy)
            this.#announceRows(copy);
        else if (sequence)
            this.sequences.push(sequence);
        else if (!this.session.apply(tokens))
            this.#define(statement, tokens);
    }
    #announceRows({ table, columns }) {
        const byName = this.#inheriting.has(keyOf(table));
        const take = (content) => this.tables.copied(table, content, byName);
        this.#rowsAhead = { columns, byName, take };
    }
    #define(statement, tokens) {
        this.#object?.add(statement, tokens, this.session.authorization);
        const name = isInheritingTable(tokens) ? qualifiedNameAt(tokens, tokens.indexOf('TABLE') + 1) : undefined;
        if (name)
            this.#inheriting.add(keyOf(name.name));
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/capped-text.js

/** A text that comes in pieces, kept up to a limit; beyond it only its length and its sha256 go on. */
class CappedText {
    #limit;
    #kept;
    #keptBytes = 0;
    #hash;
    #bytes = 0;
    constructor(limitBytes) {
        this.#limit = limitBytes;
        this.#kept = Buffer.alloc(Math.min(limitBytes, 4096));
    }
    add(piece) {
        this.#bytes += piece.length;
        const room = this.#limit - this.#keptBytes;
        if (piece.length > room && !this.#hash)
            this.#hash = (0,external_node_crypto_.createHash)('sha256').update(this.text);
        this.#hash?.update(piece);
        this.#keep(piece.subarray(0, room));
    }
    #keep(piece) {
        const needed = this.#keptBytes + piece.length;
        if (needed > this.#kept.length) {
            const larger = Buffer.alloc(Math.min(this.#limit, Math.max(needed, 2 * this.#kept.length)));
            this.#kept.copy(larger, 0, 0, this.#keptBytes);
            this.#kept = larger;
        }
        piece.copy(this.#kept, this.#keptBytes);
        this.#keptBytes = needed;
    }
    /** Of the whole text, kept or not. */
    get bytes() {
        return this.#bytes;
    }
    /** The text as far as it is kept; the next `add` or `clear` may change it. */
    get text() {
        return this.#kept.subarray(0, this.#keptBytes);
    }
    /** sha256 of the whole text when `text` is not all of it. Once asked for, the text is over. */
    sha256() {
        return this.#hash?.digest();
    }
    clear() {
        this.#bytes = 0;
        this.#keptBytes = 0;
        this.#hash = undefined;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/routine-body.js
const LONGEST_KEYWORD = 9; // procedure
/**
 * Follows the words of a statement to know when its semicolons lie inside BEGIN ATOMIC ... END, the body of an
 * SQL-standard function. As psql does (psqlscan.l), but for a function that is itself named `begin`: psql takes that
 * name for a body's beginning, so it cannot restore such a dump, which is whole all the same.
 */
class RoutineBody {
    #word = Buffer.alloc(LONGEST_KEYWORD);
    #length = 0;
    /** The statement's first words, as far as they can begin CREATE OR REPLACE FUNCTION. */
    #beginning = '';
    #kind = 'unknown';
    #previous = '';
    #depth = 0;
    /** A statement begins. */
    restart() {
        this.#length = 0;
        this.#beginning = '';
        this.#kind = 'unknown';
        this.#previous = '';
        this.#depth = 0;
    }
    get inBody() {
        return this.#depth > 0;
    }
    get inWord() {
        return this.#length > 0;
    }
    /** Whether the word at hand makes the string that follows it an `E'...'`. */
    get isEscapePrefix() {
        return this.#length === 1 && (this.#word[0] === 0x45 || this.#word[0] === 0x65);
    }
    /** A word, or a piece of one that goes on with the next. */
    add(chunk, from, to) {
        for (let at = from; at < to && this.#length + at - from < LONGEST_KEYWORD; at++) {
            this.#word[this.#length + at - from] = chunk[at];
        }
        this.#length += to - from;
    }
    /** The word at hand, if any, is over; `parens` are open around it. */
    end(parens) {
        if (this.#length > 0 && this.#kind !== 'other')
            this.#note(parens);
        this.#length = 0;
    }
    #note(parens) {
        const word = this.#length > LONGEST_KEYWORD ? '' : this.#word.toString('latin1', 0, this.#length).toLowerCase();
        if (this.#kind === 'unknown')
            this.#begin(word);
        else if (parens === 0)
            this.#nest(word);
    }
    #begin(word) {
        this.#beginning += `${word} `;
        if (/^create (or replace )?(function|procedure) $/.test(this.#beginning))
            this.#kind = 'routine';
        else if (!'create or replace '.startsWith(this.#beginning))
            this.#kind = 'other';
    }
    /** CASE ends with END as well. */
    #nest(word) {
        if (this.#depth === 0)
            this.#depth = Number(this.#previous === 'begin' && word === 'atomic');
        else if (word === 'case')
            this.#depth++;
        else if (word === 'end')
            this.#depth--;
        this.#previous = word;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/sql-regions.js
const NEWLINE = 0x0a;
const DOLLAR = 0x24;
const QUOTE = 0x27;
const STAR = 0x2a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
// Longer than any tag someone wrote; past it the `$` was none's beginning.
const LONGEST_TAG = 1024;
/** `'...'` or `"..."` without escapes. A doubled quote ends one and begins the next, which comes to the same. */
class Quoted {
    #quote;
    constructor(quote) {
        this.#quote = quote;
    }
    end(chunk, at) {
        return chunk.indexOf(this.#quote, at) + 1 || -1;
    }
}
/** `E'...'`, or any `'...'` while standard_conforming_strings is off. */
class EscapedString {
    #rules;
    #skip = false;
    #closing = false;
    /** `isLead` tells the first byte of a two-byte character, whose second may look like a backslash. */
    constructor(rules) {
        this.#rules = rules;
    }
    end(chunk, at) {
        for (; at < chunk.length; at++) {
            const byte = chunk[at];
            if (this.#skip)
                this.#skip = false;
            else if (this.#closing) {
                if (byte !== QUOTE)
                    return at;
                this.#closing = false;
            }
            else if (byte === QUOTE)
                this.#closing = true;
            else
                this.#skip = byte === BACKSLASH || this.#rules.isLead(byte);
        }
        return -1;
    }
}
/** From behind `--` to the end of the line, the newline not included. */
class LineComment {
    end(chunk, at) {
        return chunk.indexOf(NEWLINE, at);
    }
}
/** From behind a slash and a star to the matching end: they nest. */
class BlockComment {
    #depth = 1;
    #previous = 0;
    end(chunk, at) {
        for (; at < chunk.length; at++) {
            const byte = chunk[at];
            const opens = byte === STAR && this.#previous === SLASH;
            const closes = byte === SLASH && this.#previous === STAR;
            this.#previous = opens || closes ? 0 : byte;
            if (opens)
                this.#depth++;
            if (closes && --this.#depth === 0)
                return at + 1;
        }
        return -1;
    }
}
/** From behind the `$` that may begin `$tag$ ... $tag$`; when it does not (`$1`), the region ends where that shows. */
class DollarQuoted {
    #delimiter = [DOLLAR];
    #inTag = true;
    #matched = 0;
    end(chunk, at) {
        for (; this.#inTag; at++) {
            if (at === chunk.length)
                return -1;
            const byte = chunk[at];
            if (!this.#isInTag(byte))
                return at;
            this.#delimiter.push(byte);
            this.#inTag = byte !== DOLLAR;
        }
        return this.#bodyEnd(chunk, at);
    }
    #isInTag(byte) {
        const first = this.#delimiter.length === 1;
        if (this.#delimiter.length > LONGEST_TAG)
            return false;
        const character = String.fromCharCode(byte);
        return byte > 127 || byte === DOLLAR || (first ? /[A-Za-z_]/ : /\w/).test(character);
    }
    /** A delimiter has its only `$`s at both ends, so a mismatch can at most be the beginning of the next try. */
    #bodyEnd(chunk, at) {
        while (at < chunk.length) {
            if (this.#matched === 0) {
                at = chunk.indexOf(DOLLAR, at);
                if (at === -1)
                    return -1;
                this.#matched = 1;
                at++;
            }
            else if (chunk[at] === this.#delimiter[this.#matched]) {
                this.#matched++;
                at++;
                if (this.#matched === this.#delimiter.length)
                    return at;
            }
            else
                this.#matched = 0;
        }
        return -1;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/sql-splitter.js



// COPY's header is the longest statement whose every word is needed: 1,600 columns of 63 bytes, quoted, are 0.4 MB.
const LONGEST_TEXT = 1_048_576;
const sql_splitter_SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const sql_splitter_DOLLAR = 0x24;
const sql_splitter_QUOTE = 0x27;
const sql_splitter_OPEN = 0x28;
const sql_splitter_CLOSE = 0x29;
const sql_splitter_STAR = 0x2a;
const DASH = 0x2d;
const sql_splitter_SLASH = 0x2f;
const SEMICOLON = 0x3b;
const sql_splitter_BACKSLASH = 0x5c;
// What words are made of (scan.l): letters, digits, underscore, every byte above 127; `$` too, but not at the start.
const IN_WORD = Uint8Array.from({ length: 256 }, (_, byte) => byte > 127 || /[\w$]/.test(String.fromCharCode(byte)) ? 1 : 0);
/**
 * Splits SQL text into statements where psql does, so that nothing a string, a function's body or a comment says is
 * taken for a statement. Text comes in pieces of any size; a statement of any length costs a MiB at most.
 *
 * The rules are those of PostgreSQL's psqlscan.l.
 */
class SqlSplitter {
    #sink;
    #rules;
    #text = new CappedText(LONGEST_TEXT);
    #words = new RoutineBody();
    #state = 'between';
    #region;
    #parens = 0;
    #previous = 0;
    /** Where in the chunk at hand the text not yet kept begins. */
    #from = 0;
    constructor(sink, rules) {
        this.#sink = sink;
        this.#rules = rules;
    }
    /** Whether the text may end here: outside statements, and what begins with `--` or a backslash ends with it. */
    get isBetween() {
        return this.#state !== 'statement' && !(this.#region instanceof BlockComment);
    }
    /** Reads from `at` to behind the statement or comment that ends first, or to the chunk's end. Returns where. */
    read(chunk, at) {
        this.#from = at;
        while (at < chunk.length) {
            const end = this.#region ? this.#leave(chunk, at) : this.#walk(chunk, at);
            if (end === -1)
                break;
            at = end;
            if (this.#state === 'between')
                return at;
        }
        this.#text.add(chunk.subarray(this.#from));
        return chunk.length;
    }
    #leave(chunk, at) {
        const end = this.#region?.end(chunk, at) ?? at;
        if (end === -1)
            return -1;
        this.#region = undefined;
        this.#previous = 0;
        return this.#state === 'statement' ? end : this.#endAside(chunk, end);
    }
    #walk(chunk, at) {
        if (this.#state === 'statement')
            return this.#code(chunk, at);
        while (at < chunk.length && (chunk[at] <= sql_splitter_SPACE || chunk[at] === SEMICOLON))
            at++;
        this.#from = at;
        if (at === chunk.length)
            return at;
        return this.#begin(chunk[at], at);
    }
    #begin(byte, at) {
        this.#state = byte === sql_splitter_BACKSLASH ? 'meta-command' : 'statement';
        if (byte === sql_splitter_BACKSLASH)
            this.#region = new LineComment();
        this.#words.restart();
        this.#parens = 0;
        this.#previous = 0;
        return at;
    }
    #code(chunk, at) {
        while (at < chunk.length) {
            const byte = chunk[at];
            if (IN_WORD[byte] === 1 && (byte !== sql_splitter_DOLLAR || this.#words.inWord)) {
                at = this.#word(chunk, at);
                continue;
            }
            const escapes = this.#words.isEscapePrefix;
            this.#words.end(this.#parens);
            at++;
            if (byte === SEMICOLON && this.#parens === 0 && !this.#words.inBody)
                return this.#endStatement(chunk, at);
            this.#region = this.#regionFrom(byte, escapes);
            this.#previous = byte;
            if (this.#region)
                return this.#enter(at);
            if (byte === sql_splitter_OPEN)
                this.#parens++;
            else if (byte === sql_splitter_CLOSE && this.#parens > 0)
                this.#parens--;
        }
        return -1;
    }
    #word(chunk, at) {
        const from = at;
        while (at < chunk.length && IN_WORD[chunk[at]] === 1)
            at++;
        this.#words.add(chunk, from, at);
        this.#previous = 0;
        return at;
    }
    #regionFrom(byte, escapes) {
        if (byte === sql_splitter_QUOTE && (escapes || !this.#rules.standardStrings))
            return new EscapedString(this.#rules);
        if (byte === sql_splitter_QUOTE || byte === DOUBLE_QUOTE)
            return new Quoted(byte);
        if (byte === sql_splitter_DOLLAR)
            return new DollarQuoted();
        if (byte === DASH && this.#previous === DASH)
            return new LineComment();
        if (byte === sql_splitter_STAR && this.#previous === sql_splitter_SLASH)
            return new BlockComment();
        return undefined;
    }
    /** A comment that nothing of a statement precedes is part of none. */
    #enter(at) {
        const isComment = this.#region instanceof LineComment || this.#region instanceof BlockComment;
        if (isComment && this.#text.bytes + at - this.#from === 2)
            this.#state = 'comment';
        return at;
    }
    #endStatement(chunk, end) {
        this.#state = 'between';
        this.#deliver(chunk, end, (text) => this.#sink.statement(text));
        return end;
    }
    /** The end of a comment, or of a psql command such as \restrict. */
    #endAside(chunk, end) {
        const isComment = this.#state === 'comment';
        this.#state = 'between';
        this.#deliver(chunk, end, ({ text }) => {
            if (isComment)
                this.#sink.comment(text);
        });
        return end;
    }
    #deliver(chunk, end, take) {
        const piece = chunk.subarray(this.#from, end);
        this.#from = end;
        if (this.#text.bytes === 0 && piece.length <= LONGEST_TEXT) {
            take({ text: piece, bytes: piece.length, sha256: undefined });
            return;
        }
        this.#text.add(piece);
        take({ text: this.#text.text, bytes: this.#text.bytes, sha256: this.#text.sha256() });
        this.#text.clear();
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/dump-reader.js


const dump_reader_NEWLINE = 0x0a;
/** Tells a dump's SQL from its COPY data, and counts and hashes the data. Text comes in pieces of any size. */
class DumpReader {
    #sink;
    #splitter;
    #rows = new RowDigest();
    #ahead;
    /** Rows begin on the line after the statement's. */
    #inRows = false;
    constructor(sink) {
        this.#sink = sink;
        this.#splitter = new SqlSplitter(sink, sink.session);
    }
    write(chunk) {
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        for (let at = 0; at < bytes.length;)
            at = this.#read(bytes, at);
    }
    /** Whether the text may end here: outside statements, comments and rows. What there is of cut rows is handed over. */
    end() {
        const isWhole = this.#splitter.isBetween && !this.#ahead;
        if (this.#inRows)
            this.#endRows();
        return isWhole;
    }
    #read(bytes, at) {
        if (this.#inRows)
            return this.#readRows(bytes, at);
        if (this.#ahead)
            return this.#readLineEnd(bytes, at);
        const end = this.#splitter.read(bytes, at);
        this.#ahead = this.#sink.takeRowsAhead();
        return end;
    }
    #readLineEnd(bytes, at) {
        const newline = bytes.indexOf(dump_reader_NEWLINE, at);
        if (newline === -1)
            return bytes.length;
        if (this.#ahead)
            this.#rows.begin(this.#ahead.columns, this.#ahead.byName);
        this.#inRows = true;
        return newline + 1;
    }
    #readRows(bytes, at) {
        const end = this.#rows.read(bytes, at);
        if (this.#rows.isEnded)
            this.#endRows();
        return end;
    }
    #endRows() {
        this.#ahead?.take(this.#rows.content);
        this.#ahead = undefined;
        this.#inRows = false;
    }
}
;// CONCATENATED MODULE: ./build/fingerprint/scan.js



/**
 * Fingerprints the plain text that pg_dump writes, in memory that does not grow with rows, only with the number of
 * objects. It never throws for what a dump says: what cannot be known is null.
 */
function createFingerprintScan() {
    const contents = new DumpContents();
    const reader = new DumpReader(contents);
    return {
        write: (chunk) => reader.write(chunk),
        end: () => {
            const isWhole = reader.end();
            contents.end();
            return fingerprintOf(contents, isWhole);
        },
    };
}
function fingerprintOf(contents, isWhole) {
    const { encoding, encodingIsKnown } = contents.session;
    const { serverVersion, clientVersion } = contents;
    return {
        complete: isWhole && contents.isMarkedComplete,
        encoding: encodingIsKnown ? encoding.name : null,
        serverVersion: serverVersion && encoding.decode(serverVersion),
        clientVersion: clientVersion && encoding.decode(clientVersion),
        tables: contents.tables.all.map((table) => tableOf(table, encoding)).sort(byName),
        objects: contents.objects.map((object) => objectOf(object, encoding)).sort(byTypeAndName),
        sequences: contents.sequences.map((sequence) => sequenceOf(sequence, encoding)).sort(byName),
        largeObjects: contents.largeObjects.all.toSorted((a, b) => a.oid - b.oid),
    };
}
function tableOf(table, encoding) {
    return { ...nameOf(table.name, encoding), ...contentOf(table), columnsByName: table.columnsByName };
}
function sequenceOf({ sequence, lastValue, isCalled }, encoding) {
    return { ...nameOf(sequence, encoding), lastValue, isCalled };
}
function objectOf(object, encoding) {
    const { header, owner, digest, accessMethod } = object;
    return {
        type: header.type,
        ...nameOf(header, encoding),
        owner: owner && encoding.decode(owner),
        digest,
        tablespace: header.tablespace && encoding.decode(header.tablespace),
        accessMethod: accessMethod && encoding.decode(accessMethod),
    };
}
function nameOf(named, encoding) {
    return { schema: named.schema && encoding.decode(named.schema), name: encoding.decode(named.name) };
}
function byName(a, b) {
    return compare(a.schema ?? '', b.schema ?? '') || compare(a.name, b.name);
}
function byTypeAndName(a, b) {
    return compare(a.type, b.type) || byName(a, b) || compare(a.digest, b.digest);
}
/** By code units: the same on every machine, whatever its locale. */
function compare(a, b) {
    return a < b ? -1 : Number(a > b);
}
;// CONCATENATED MODULE: ./build/plain-text.js



/** Reads a plain dump's text as it passes; a text that does not end as pg_dump ends one fails, before it can be stored. */
class PlainTextReader {
    bytes = 0;
    #sha256 = (0,external_node_crypto_.createHash)('sha256');
    #scan = createFingerprintScan();
    #read;
    pass = (source) => this.#pass(source);
    /** @throws when the text has not ended */
    get text() {
        if (this.#read === undefined)
            throw new Error('the dump has not ended yet');
        return this.#read;
    }
    async *#pass(source) {
        for await (const chunk of source) {
            this.bytes += chunk.length;
            this.#sha256.update(chunk);
            this.#scan.write(chunk);
            yield chunk;
        }
        const fingerprint = this.#scan.end();
        if (!fingerprint.complete) {
            throw new errors/* PgdrillError */.ZA(`pg_dump ended without an error, and its dump is cut short after ${this.bytes} bytes`, {
                cure: 'check that client-path is PostgreSQL’s own pg_dump and not a script around it',
            });
        }
        this.#read = { bytes: this.bytes, sha256: this.#sha256.digest('hex'), fingerprint };
    }
}
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: ./build/postgres/child.js



/** A child that did not end with exit code 0. */
class ChildError extends errors/* PgdrillError */.ZA {
    name = 'ChildError';
    /** The end of its stderr, at most 16 Ki characters; lines longer than 4,000 are cut. */
    stderr;
    how;
    constructor(program, how, stderr) {
        super(`${program} ${told(how)}`, how.kind === 'unstarted' ? { cause: how.cause } : {});
        this.how = how;
        this.stderr = stderr;
    }
}
const stderrTailCharacters = 16_384;
// pg_dump prints the statement that failed, and that can be megabytes: what comes before it must not be pushed out.
const stderrLineCharacters = 4_000;
const killAfterMs = 5_000;
/**
 * The bytes a program prints. **The end of data is not success**: the iteration ends normally only after the child has
 * exited with 0. When the consumer stops early, or the signal aborts, the child is ended first (SIGTERM, after 5 s
 * SIGKILL); it is never left behind.
 * @throws ChildError with the tail of stderr; the signal's reason when that stopped it
 */
async function* outputOf(program, signal) {
    signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)(program.path, program.arguments, {
        env: program.environment,
        stdio: ['ignore', 'pipe', 'pipe'],
        // A process group of its own, to end whole: client-path may hold wrapper scripts. And a terminal's Ctrl-C reaches
        // only this process, which ends the child in order.
        detached: true,
    });
    const end = endOf(child);
    const stderr = tailOf(child.stderr);
    const stop = () => terminate(child);
    signal.addEventListener('abort', stop, { once: true });
    try {
        yield* child.stdout;
        const failed = await end;
        signal.throwIfAborted();
        if (failed !== undefined)
            throw new ChildError(child_nameOf(program), failed, stderr());
    }
    catch (error) {
        signal.throwIfAborted();
        throw error;
    }
    finally {
        signal.removeEventListener('abort', stop);
        stop();
        await end;
    }
}
/** All that a program prints, as text; for short answers. @throws ChildError */
async function textOf(program, signal) {
    const chunks = [];
    for await (const chunk of outputOf(program, signal))
        chunks.push(chunk);
    return Buffer.concat(chunks).toString();
}
/** How the child failed, or undefined when it exited with 0; settles once it is gone and its pipes are closed. */
async function endOf(child) {
    try {
        const [code, signal] = (await (0,external_node_events_namespaceObject.once)(child, 'close'));
        if (signal !== null)
            return { kind: 'signal', signal };
        return code === 0 ? undefined : { kind: 'exit', code: code ?? -1 };
    }
    catch (cause) {
        return { kind: 'unstarted', cause };
    }
}
function told(how) {
    switch (how.kind) {
        case 'exit':
            return `ended with exit code ${how.code}`;
        case 'signal':
            return `was killed by ${how.signal}`;
        case 'unstarted':
            return `could not be started: ${(0,errors/* messageOf */.bD)(how.cause)}`;
    }
}
function terminate(child) {
    // A descendant in another process group could hold the pipes open for ever.
    const closePipes = () => {
        child.stdout.destroy();
        child.stderr.destroy();
    };
    if (child.pid === undefined)
        return;
    if (child.exitCode !== null || child.signalCode !== null) {
        closePipes();
        return;
    }
    endGroup(child.pid, 'SIGTERM');
    const timer = setTimeout(endGroup, killAfterMs, child.pid, 'SIGKILL');
    child.once('exit', () => {
        clearTimeout(timer);
        closePipes();
    });
}
function endGroup(pid, signal) {
    try {
        process.kill(-pid, signal);
    }
    catch {
        // ESRCH: it has ended in this very moment.
    }
}
function tailOf(stream) {
    let tail = '';
    let line = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
        const [rest = '', ...others] = text.split('\n');
        line = (line + rest).slice(0, stderrLineCharacters);
        for (const next of others) {
            tail = `${tail}${line}\n`.slice(-stderrTailCharacters);
            line = next.slice(0, stderrLineCharacters);
        }
    });
    return () => tail + line;
}
function child_nameOf({ path }) {
    return path.slice(path.lastIndexOf('/') + 1);
}
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
// EXTERNAL MODULE: ./node_modules/pg/lib/index.js
var lib = __nccwpck_require__(3273);
;// CONCATENATED MODULE: ./node_modules/pg/esm/index.mjs
// ESM wrapper for pg


// Re-export all the properties
const Client = lib.Client
const esm_Pool = lib.Pool
const Connection = lib.Connection
const types = lib.types
const Query = lib.Query
const DatabaseError = lib.DatabaseError
const escapeIdentifier = lib.escapeIdentifier
const escapeLiteral = lib.escapeLiteral
const Result = lib.Result
const TypeOverrides = lib.TypeOverrides

// Also export the defaults
const defaults = lib.defaults

// Re-export the default
/* harmony default export */ const esm = (lib);

// EXTERNAL MODULE: ./build/postgres/connection.js
var postgres_connection = __nccwpck_require__(2992);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./build/postgres/passfile.js




/**
 * The password that libpq would find in the password file: PGPASSFILE, or ~/.pgpass. Undefined when there is none, or
 * when others may read the file, which libpq then ignores (documentation: "The Password File").
 */
async function passwordFromFile(connection) {
    const { others, environment } = connection;
    const path = others.PGPASSFILE ?? (0,external_node_path_.join)(environment.HOME ?? (0,external_node_os_.homedir)(), '.pgpass');
    try {
        const { mode } = await (0,promises_.stat)(path);
        if ((mode & 0o077) !== 0)
            return undefined;
        return findPassword(await (0,promises_.readFile)(path, 'utf8'), connection);
    }
    catch {
        return undefined;
    }
}
/** The password of the first line whose host, port, database and user match. Pure. */
function findPassword(text, connection) {
    const { port, database, user } = connection;
    const hosts = (0,postgres_connection/* isSocket */.qU)(connection) ? ['localhost', connection.host] : [connection.host];
    const wanted = [hosts, [String(port)], [database], [user]];
    for (const line of text.split(/\r?\n/)) {
        if (line.startsWith('#'))
            continue;
        const fields = fieldsOf(line);
        const matches = wanted.every((values, at) => fields[at] === '*' || values.includes(plain(fields[at])));
        if (matches && fields[4])
            return plain(fields[4]);
    }
    return undefined;
}
/** Colons part the fields; after a backslash they do not. */
function fieldsOf(line) {
    return [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) => field);
}
function plain(field = '') {
    return field.replaceAll(/\\(.)/g, '$1');
}
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/postgres/tls.js





/**
 * What libpq would try for a connection's sslmode, in its order (documentation: "SSL Mode Descriptions").
 * The pg client has no `prefer` or `allow`, and takes `require` to mean verify-full.
 */
function tlsAttempts(connection) {
    if ((0,postgres_connection/* isSocket */.qU)(connection))
        return [false];
    switch (connection.ssl.mode) {
        case 'disable':
            return [false];
        case 'allow':
            return [false, tlsOptions(connection)];
        case 'prefer':
            return [tlsOptions(connection), false];
        default:
            return [tlsOptions(connection)];
    }
}
function tlsOptions(connection) {
    const { ssl } = connection;
    const root = rootCertificate(connection);
    const verifyName = ssl.mode === 'verify-full' || ssl.rootCertificate === 'system';
    // With a root certificate at hand, libpq verifies the chain in every mode; `prefer` and `allow` may then still fall
    // back to plain text.
    const verifyChain = verifyName || ssl.mode === 'verify-ca' || root !== undefined;
    return {
        rejectUnauthorized: verifyChain,
        ...(root === undefined ? {} : { ca: root }),
        ...(verifyName ? {} : { checkServerIdentity: () => undefined }),
        ...clientCertificate(connection),
        ...bounds(connection),
    };
}
function rootCertificate(connection) {
    const { mode, rootCertificate: file } = connection.ssl;
    if (file === 'system')
        return undefined;
    if (file !== undefined)
        return read('sslrootcert', file);
    const usual = inHome(connection, 'root.crt');
    if (isFile(usual))
        return read('sslrootcert', usual);
    if (mode === 'verify-ca' || mode === 'verify-full') {
        throw new errors/* PgdrillError */.ZA(`cannot verify the server's certificate: sslmode is ${mode}, and there is no ${usual}`, {
            cure: 'set sslrootcert to the file of your certificate authority, or to "system" for the public ones',
        });
    }
    return undefined;
}
function clientCertificate(connection) {
    const { certificate, key } = connection.ssl;
    const certificateFile = certificate ?? inHome(connection, 'postgresql.crt');
    const keyFile = key ?? inHome(connection, 'postgresql.key');
    if (certificate === undefined && !(isFile(certificateFile) && isFile(keyFile)))
        return {};
    return { cert: read('sslcert', certificateFile), key: read('sslkey', keyFile) };
}
// libpq and Node name the protocol's versions alike: TLSv1.2, TLSv1.3.
function bounds({ others }) {
    const { PGSSLMINPROTOCOLVERSION: min, PGSSLMAXPROTOCOLVERSION: max, PGSSLCRL: crl } = others;
    return {
        ...(min === undefined ? {} : { minVersion: min }),
        ...(max === undefined ? {} : { maxVersion: max }),
        ...(crl === undefined ? {} : { crl: read('sslcrl', crl) }),
    };
}
function inHome({ environment }, file) {
    return (0,external_node_path_.join)(environment.HOME ?? (0,external_node_os_.homedir)(), '.postgresql', file);
}
function isFile(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
function read(option, path) {
    try {
        return (0,external_node_fs_.readFileSync)(path);
    }
    catch (error) {
        throw new errors/* PgdrillError */.ZA(`cannot read ${option} ${path}: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}
;// CONCATENATED MODULE: ./build/postgres/client.js






/**
 * Connects as libpq would. The signal ends the session at once, whatever it is doing.
 * @throws PgdrillError that names host, database, user and the likely cure; the signal's reason
 */
async function connect(connection, signal) {
    const [first = false, second] = tlsAttempts(connection);
    try {
        return await connectOnce(connection, first, signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        if (second === undefined || !worthAnother(error, second))
            throw refused(connection, error);
    }
    try {
        return await connectOnce(connection, second, signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        throw refused(connection, error);
    }
}
// libpq goes on from TLS to plain text when the server has no TLS, when the handshake fails, and when pg_hba.conf
// wants it so (28000); a wrong password (28P01) is final.
function worthAnother(error, next) {
    const { code, message = '' } = error;
    if (next === false && /does not support SSL|SSL|TLS|certificate/i.test(message))
        return true;
    return code === '28000';
}
async function connectOnce(connection, ssl, signal) {
    signal?.throwIfAborted();
    const socket = new external_node_net_namespaceObject.Socket();
    const client = new esm.Client(clientConfig(connection, ssl, socket));
    // A session that the server ends between two questions is reported by the next one.
    client.on('error', () => undefined);
    const stop = () => socket.destroy();
    signal?.addEventListener('abort', stop, { once: true });
    const end = async () => {
        signal?.removeEventListener('abort', stop);
        await client.end().catch(() => undefined);
    };
    try {
        await client.connect();
    }
    catch (error) {
        await end();
        throw error;
    }
    return { query: questions(connection, client, signal), [Symbol.asyncDispose]: end };
}
function questions(connection, client, signal) {
    return async (sql, values = []) => {
        try {
            return (await client.query(sql, [...values])).rows;
        }
        catch (error) {
            signal?.throwIfAborted();
            throw new errors/* PgdrillError */.ZA(`cannot query ${(0,postgres_connection/* describe */.q0)(connection)}: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
        }
    };
}
function clientConfig(connection, ssl, socket) {
    const { PGOPTIONS, PGCONNECT_TIMEOUT, PGCHANNELBINDING, PGSSLNEGOTIATION } = connection.others;
    return {
        host: connection.host,
        port: connection.port,
        database: connection.database,
        user: connection.user,
        password: () => passwordOf(connection),
        ssl,
        ...(ssl !== false && PGSSLNEGOTIATION === 'direct' ? { sslNegotiation: 'direct' } : {}),
        stream: () => socket,
        application_name: 'pgdrill',
        connectionTimeoutMillis: Number(PGCONNECT_TIMEOUT ?? 15) * 1000,
        enableChannelBinding: PGCHANNELBINDING !== undefined && PGCHANNELBINDING !== 'disable',
        keepAlive: true,
        ...(PGOPTIONS === undefined ? {} : { options: PGOPTIONS }),
    };
}
/** Called when the server asks for it. */
async function passwordOf(connection) {
    const password = connection.password ?? (await passwordFromFile(connection));
    if (password === undefined)
        throw new NoPasswordError('the server asks for a password, and none is set');
    return password;
}
class NoPasswordError extends Error {
    code = 'NOPASSWORD';
}
const cures = {
    '28P01': 'check database-user and database-password (or the URL, where odd characters must be percent-encoded)',
    '28000': "check database-user, sslmode and the server's pg_hba.conf",
    '3D000': 'check database-name',
    '42501': 'grant CONNECT on the database to the role',
    '53300': 'the server has no connection left: raise max_connections, or end idle sessions',
    '55000': 'the database takes no connections: check datallowconn',
    '57P03': 'the server is starting or stopping: try again in a moment',
    NOPASSWORD: 'set database-password, or PGPASSFILE to a password file that only you may read',
    ECONNREFUSED: 'check database-host and database-port, and that the server is running',
    ENOENT: 'there is no socket there: check database-host and that the server is running',
    EACCES: 'this user may not use that socket: check the rights of its folder',
    ENOTFOUND: 'check database-host',
    EAI_AGAIN: 'check database-host and the name servers of this machine',
    ETIMEDOUT: 'check database-host, database-port and the firewall between',
    EHOSTUNREACH: 'check database-host, and that this machine may reach it',
    ENETUNREACH: 'the host may be reachable by IPv6 only: use a host name that has an IPv4 address',
};
function refused(connection, error) {
    if (error instanceof errors/* PgdrillError */.ZA)
        return error;
    const cure = cureOf(error);
    return new errors/* PgdrillError */.ZA(`cannot connect to ${(0,postgres_connection/* describe */.q0)(connection)}: ${reasonOf(error)}`, {
        cause: error,
        ...(cure === undefined ? {} : { cure }),
    });
}
function cureOf(error) {
    const { code, message = '' } = error;
    if (/timeout/i.test(message))
        return cures.ETIMEDOUT;
    if (/does not support SSL/.test(message))
        return 'the server has no TLS: set sslmode to prefer or disable';
    if (/certificate/i.test(message))
        return 'check sslrootcert and that the host name is the one in the certificate';
    return code === undefined ? undefined : cures[code];
}
function reasonOf(error) {
    // Node tries every address of a name, and puts the reasons into an AggregateError without a message.
    return error instanceof AggregateError
        ? [...new Set(error.errors.map(errors/* messageOf */.bD))].join(', ')
        : (0,errors/* messageOf */.bD)(error);
}
;// CONCATENATED MODULE: ./build/postgres/dump.js




/** pg_dump's arguments. Neither the connection nor a password is among them: both go by environment. */
function dumpArguments(request, tools) {
    const { selection } = request;
    return [
        `--format=${request.format}`,
        ...(request.format === 'custom' ? [archiveCompression(request.compression, tools)] : []),
        '--no-password',
        `--lock-wait-timeout=${request.lockWaitTimeoutMs}`,
        ...selection.schemas.map((pattern) => `--schema=${pattern}`),
        ...selection.excludeSchemas.map((pattern) => `--exclude-schema=${pattern}`),
        ...selection.tables.map((pattern) => `--table=${pattern}`),
        ...selection.excludeTables.map((pattern) => `--exclude-table=${pattern}`),
        ...selection.excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
        ...request.more,
    ];
}
function archiveCompression(compression, tools) {
    switch (compression.kind) {
        case 'none':
            return '--compress=0';
        case 'gzip':
            return `--compress=${compression.level}`;
        case 'zstd':
            if (tools.major >= 16)
                return `--compress=zstd:${compression.level}`;
            throw new errors/* PgdrillError */.ZA(`cannot compress a custom archive with zstd: pg_dump ${tools.version} (${tools.folder}) does not know it`, { cure: 'use compression gzip, format plain, or a pg_dump of version 16 or newer' });
    }
}
/** The dump's bytes as pg_dump writes them; they end normally only when pg_dump exited with 0. @throws ChildError */
function dump(connection, tools, options) {
    return outputOf(programOf('pg_dump', tools, connection, options.arguments), options.signal);
}
/** One of PostgreSQL's programs, set up to reach the database. */
function programOf(name, tools, connection, args) {
    return { path: (0,external_node_path_.join)(tools.folder, name), arguments: args, environment: (0,postgres_connection/* childEnvironment */.Qc)(connection) };
}
;// CONCATENATED MODULE: ./build/postgres/failed-statement.js
// `pg_dump: error: query failed: ERROR:  m`, then `pg_dump: detail: Query was: q`; while copying, the message follows
// `Error message from server:` and the statement `Command was:`. Before version 14 these lines are errors without detail.
const messageLine = /(?:ERROR|FATAL|PANIC): {1,2}(.*)/;
const queryLine = /(?:[Qq]uery|[Cc]ommand) was: ([\s\S]*)/;
/** Reads pg_dump's stderr (in the C locale). */
function failedStatement(stderr) {
    const found = queryLine.exec(stderr);
    const said = stderr.slice(0, found?.index);
    return { said, message: messageLine.exec(said)?.[1] ?? '', query: found?.[1]?.trim() ?? '' };
}
const failed_statement_name = '((?:"(?:[^"]|"")+")|[^\\s".,;()]+)';
const qualifiedName = new RegExp(`${failed_statement_name}\\.${failed_statement_name}`, 'g');
/** Every `schema.name` in a statement, without quotes. */
function namesIn(query) {
    return [...query.matchAll(qualifiedName)].map(([, schema = '', relation = '']) => ({
        schema: unquoted(schema),
        relation: unquoted(relation),
    }));
}
/** `schema.name` of the only relation of this name in the statement; the bare name when that is not clear. */
function qualified(relation, query) {
    const schemas = namesIn(query).filter((each) => each.relation === relation);
    const [only, other] = new Set(schemas.map(({ schema }) => schema));
    return only !== undefined && other === undefined ? `${only}.${relation}` : relation;
}
function unquoted(identifier) {
    return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
}
/** The last errors that one of PostgreSQL's programs printed, or else its last line; without its name. */
function lastErrors(said) {
    const errors = said.split('\n').filter((line) => /: (error|fatal): /.test(line));
    const words = errors.length > 0 ? errors.slice(-3).join('; ') : (said.trim().split('\n').at(-1) ?? '');
    return words.replaceAll(/[^\s;]*pg_\w+: (?:(?:error|fatal|hint|detail): )?/g, '');
}
;// CONCATENATED MODULE: ./build/postgres/dump-explanations.js

/** What pg_dump's words mean; the first that matches counts. */
const explanations = [
    {
        when: /permission denied for schema (.+)/,
        explain: ([, name], { role }) => ({
            what: `cannot read schema "${name}": permission denied`,
            cure: `grant USAGE on it to role "${role}", or exclude it with exclude-schema`,
        }),
    },
    {
        when: /permission denied for (table|sequence|relation|view|materialized view|foreign table) (.+)/,
        explain: ([, kind, name = ''], { role, query }) => ({
            what: `cannot read ${kind} "${qualified(name, query)}": permission denied`,
            cure: `grant SELECT to role "${role}", or exclude it with exclude-table`,
        }),
    },
    {
        when: /permission denied for large object (\d+)/,
        explain: ([, oid], { role }) => ({
            what: `cannot read large object ${oid}: permission denied`,
            cure: `grant SELECT on it to role "${role}", dump as its owner, or put --no-blobs into pg-dump-args to leave large objects out`,
        }),
    },
    {
        when: /row-level security policy for table "(.+)"/,
        explain: ([, name = ''], { role, query }) => ({
            what: `cannot read every row of table "${qualified(name, query)}": row-level security applies to role "${role}"`,
            cure: `give role "${role}" BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
        }),
    },
    {
        when: /(unsupported startup parameter.*|prepared statement ".*" (?:does not exist|already exists)|server_login_retry.*|query_wait_timeout|pgbouncer cannot .*|Tenant or user not found)/i,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: ${what}`,
            cure: 'a connection pooler seems to be between: connect to the server itself, or to a port that pools whole sessions',
        }),
    },
    {
        when: /canceling statement due to conflict with recovery/,
        explain: (_, { attempt }) => ({
            what: `${attempt}: the standby's recovery cancelled the dump`,
            cure: 'turn on hot_standby_feedback or raise max_standby_streaming_delay there, or dump the primary',
        }),
    },
    {
        when: /canceling statement due to statement timeout/,
        explain: (_, { attempt }) => ({
            what: `${attempt}: a statement timeout cut it`,
            cure: "pg_dump sets statement_timeout to 0 for its own session, so look for a pooler's or a proxy's limit between, or for one in PGOPTIONS",
        }),
    },
    {
        when: /canceling statement due to user request/,
        explain: (_, { attempt }) => ({ what: `${attempt}: someone cancelled its statement on the server` }),
    },
    {
        when: /out of shared memory/,
        explain: (_, { attempt }) => ({
            what: `${attempt}: the server has no room for so many locks`,
            cure: 'raise max_locks_per_transaction on the server and restart it: pg_dump locks every table at once',
        }),
    },
    {
        when: /(invalid memory alloc request size \d+|Cannot enlarge string buffer.*)/,
        explain: ([, what], { attempt, query }) => ({
            what: `${attempt}: a value is too long to be written as text (${what}${query === '' ? '' : `, in ${query.slice(0, 200)}`})`,
            cure: 'a row may have 1 GB of text, where each byte of bytea takes two: split the value, or exclude its table with exclude-table-data',
        }),
    },
    {
        when: /(No space left on device|out of memory)/i,
        explain: ([, what = ''], { attempt, message }) => ({
            what: `${attempt}: ${message || what}`,
            cure: /memory/i.test(what)
                ? 'the server (or pg_dump, when no ERROR is shown) needs more memory than it has'
                : "free space on the server's disk",
        }),
    },
    {
        when: /(missing chunk number .*|invalid page in block .*|could not read block .*|could not open file "(?:base|pg_tblspc)\/.*)/,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: the server's data are damaged: ${what}`,
            cure: 'keep every older backup, take a copy of the data directory, and look at the disk and the server log',
        }),
    },
    {
        when: /terminating connection due to (administrator command|idle-session timeout|.*recovery.*)|the database system is (shutting down|starting up|in recovery mode)/,
        explain: ([text], { attempt }) => ({
            what: `${attempt}: ${text}`,
            cure: "the server was stopped, or pg_dump's session was ended: see the server's log, and run the backup again",
        }),
    },
    {
        when: /server closed the connection unexpectedly|could not receive data from server: .*|SSL SYSCALL error.*|SSL error: unexpected eof.*|crash of another server process|no connection to the server|connection not open|lost synchronization with server/,
        explain: ([text], { attempt }) => ({
            what: `${attempt}: the connection was lost (${text})`,
            cure: "see the server's log for a stop, a crash or a lack of memory, and whether something between cuts long connections",
        }),
    },
    {
        when: /server version: (\d\S*).*; pg_dump version: (\d\S*)/,
        explain: ([, server = '', client], { attempt }) => ({
            what: `${attempt}: pg_dump ${client} refuses a server newer than itself (${server})`,
            cure: `install postgresql-client-${Number.parseInt(server, 10)}, or set client-path to a newer pg_dump`,
        }),
    },
    {
        when: /no matching (table|schema|extension)s? were found(?: for pattern "(.*)")?/,
        explain: ([, kind, pattern], { attempt }) => ({
            what: `${attempt}: no ${kind} matches ${pattern === undefined ? `the ${kind} patterns` : `"${pattern}"`}`,
            cure: `check the ${kind} option: unquoted letters count as small ones, and a name without its schema means only what the role's search path shows`,
        }),
    },
    {
        when: /(improper (?:relation|qualified) name.*|cross-database references are not implemented: .*|invalid regular expression: .*)/,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: ${what}`,
            cure: 'check the patterns in schema, table and their like: they are psql patterns, such as app.*, "Odd name" or app.log_?',
        }),
    },
    {
        when: /(unrecognized option .*|unknown option .*|invalid option .*|requires an argument.*|too many command-line arguments.*|options .* cannot be used together|invalid value .* for option .*|option .* requires .*)/,
        explain: ([, what], { attempt }) => ({ what: `${attempt}: ${what}`, cure: 'check pg-dump-args' }),
    },
    {
        when: /(connection to server .* failed: .*|could not connect to server: .*|fe_sendauth: .*)/,
        explain: ([, what], { attempt }) => ({
            what: `${attempt}: ${what}`,
            cure: 'the server answered a moment ago: check what pg_dump needs besides (sslrootcert, PGOPTIONS), and that the server is still up',
        }),
    },
];
;// CONCATENATED MODULE: ./build/postgres/blockers.js
/** Who holds, or waits for, a lock that shuts readers out. Never what they are running: a query can hold secrets. */
async function findBlockers(client) {
    return await client.query(`
    with shut as (
      select l.pid, l.virtualtransaction, l.granted, l.relation, n.nspname || '.' || c.relname as "table"
        from pg_catalog.pg_locks l
        join pg_catalog.pg_class c on c.oid = l.relation
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock' and c.relkind in ('r', 'p')
         and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
         and l.pid is distinct from pg_catalog.pg_backend_pid()
    ), involved as (
      select pid, virtualtransaction, "table", granted as holds from shut
      union
      -- A lock that is waited for shuts readers out as well: then those who hold the table are to blame, too.
      select h.pid, h.virtualtransaction, "table", true
        from shut
        join pg_catalog.pg_locks h on h.relation = shut.relation and h.granted
             and coalesce(h.pid, 0) = any (pg_catalog.pg_blocking_pids(shut.pid))
       where not shut.granted
    ), prepared as (
      select l.virtualtransaction, p.gid, p.owner, p.prepared
        from pg_catalog.pg_prepared_xacts p
        join pg_catalog.pg_locks l on l.locktype = 'transactionid' and l.transactionid = p.transaction
             and l.pid is null and l.granted
    )
    select i."table", i.pid, p.gid as prepared, coalesce(a.usename, p.owner)::text as "user",
           nullif(a.application_name, '') as application, host(a.client_addr) as client,
           case when a.backend_type = 'client backend' then a.state else a.backend_type end as state,
           extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared))::float8 as "openSeconds",
           i.holds
      from involved i
      left join pg_catalog.pg_stat_activity a on a.pid = i.pid
      left join prepared p on i.pid is null and p.virtualtransaction = i.virtualtransaction
     order by i.holds desc, "openSeconds" desc nulls last, i.pid`);
}
/** `session 4711 of "deploy" (psql, from 10.0.0.7), idle in transaction, open for 12 min, on "billing.cards"`. */
function describeBlocker(blocker) {
    const { prepared, pid, user, application, client, state, openSeconds, table } = blocker;
    const what = prepared === null ? `session ${pid ?? '?'}` : `prepared transaction "${prepared}"`;
    const from = client === null ? undefined : `from ${client}`;
    const origin = [application, from].filter((part) => part !== null && part !== undefined).join(', ');
    return [
        `${what}${user === null ? '' : ` of "${user}"`}${origin === '' ? '' : ` (${origin})`}`,
        ...(state === null ? [] : [state]),
        ...(openSeconds === null ? [] : [`open for ${duration(openSeconds)}`]),
        `${blocker.holds ? 'on' : 'waiting to lock'} "${table}"`,
    ].join(', ');
}
/** `40 s`, `12 min`, `5 h`. */
function duration(seconds) {
    if (seconds < 120)
        return `${Math.round(seconds)} s`;
    return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
;// CONCATENATED MODULE: ./build/postgres/lock-timeout.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





/** Says which table was waited for, and who holds it: connects once more to ask. Never rejects. */
async function explainLockTimeout(connection, { query }, lockWaitTimeoutMs) {
    const tables = namesIn(query).map(({ schema, relation }) => `${schema}.${relation}`);
    const [table, another] = tables;
    const subject = table === undefined || another !== undefined
        ? `the tables of ${(0,postgres_connection/* describe */.q0)(connection)}`
        : `table "${table}" of ${(0,postgres_connection/* describe */.q0)(connection)}`;
    const { because, cure } = await findBlame(connection, tables);
    return {
        what: `cannot lock ${subject} for reading within ${duration(lockWaitTimeoutMs / 1000)}: ${because}`,
        cure: [...cure, 'back up at a quieter time', 'or raise lock-wait-timeout'].join(', '),
    };
}
const namedAtMost = 5;
async function findBlame(connection, tables) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = __addDisposableResource(env_1, await connect(connection), true);
            const all = await findBlockers(client);
            const concerned = all.filter(({ table }) => tables.includes(table));
            const blockers = (concerned.length > 0 ? concerned : all).slice(0, namedAtMost);
            if (blockers.length === 0)
                return { because: 'whoever held it has let go of it meanwhile', cure: [] };
            return { because: `blocked by ${blockers.map(describeBlocker).join('; ')}`, cure: lock_timeout_endOf(blockers) };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        return { because: `another session holds it, and asking which one failed: ${(0,errors/* messageOf */.bD)(error)}`, cure: [] };
    }
}
function lock_timeout_endOf([first]) {
    if (first === undefined)
        return [];
    if (first.prepared !== null)
        return [`end it (rollback prepared '${first.prepared.replaceAll("'", "''")}')`];
    return first.pid === null ? [] : [`end it (select pg_terminate_backend(${first.pid}))`];
}
;// CONCATENATED MODULE: ./build/postgres/dump-errors.js





/**
 * One clear error out of a pg_dump that failed, from its exit and its stderr; when a lock was not to be had in time,
 * connects again to name the session that holds it. Never rejects.
 */
async function explainDumpFailure(error, connection, lockWaitTimeoutMs) {
    const statement = failedStatement(error.stderr);
    const { what, cure } = waitedForLock(statement)
        ? await explainLockTimeout(connection, statement, lockWaitTimeoutMs)
        : explain(error, statement, connection);
    return new errors/* PgdrillError */.ZA(what, { cause: error, ...(cure === undefined ? {} : { cure }) });
}
// --lock-wait-timeout is a statement timeout while pg_dump locks its tables; a lock_timeout can come from PGOPTIONS.
function waitedForLock({ message, query }) {
    return /lock timeout/.test(message) || (/statement timeout/.test(message) && query.startsWith('LOCK TABLE'));
}
function explain(error, statement, connection) {
    if (error.how.kind === 'signal')
        return killed(error, error.how.signal);
    if (error.how.kind === 'unstarted') {
        return { what: error.message, cure: 'check client-path, and that the program is for this machine' };
    }
    const attempt = `cannot dump ${(0,postgres_connection/* describe */.q0)(connection)}`;
    for (const { when, explain } of explanations) {
        const found = when.exec(statement.said);
        if (found !== null)
            return explain(found, { attempt, role: connection.user, ...statement });
    }
    return { what: `${attempt}: ${lastErrors(statement.said) || `${error.message} and said nothing`}` };
}
function killed({ message, stderr }, signal) {
    const last = lastErrors(stderr);
    const what = last === '' ? message : `${message}; it last said: ${last}`;
    return signal === 'SIGKILL'
        ? { what, cure: 'perhaps this machine ran out of memory: look at its kernel log (dmesg)' }
        : { what };
}
;// CONCATENATED MODULE: ./build/postgres/sql-statements.js
// Comments and psql's meta-commands (\restrict, \unrestrict) stand between statements only.
const token = /--[^\n]*|\\[a-z][^\n]*|E'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\s'";,=()]+|[;,=()]/gs;
/** The statements of a script, without its comments and meta-commands; for what pg_dumpall prints, not for any SQL. */
function* statementsOf(script) {
    let tokens = [];
    let start = 0;
    for (const { 0: found, index } of script.matchAll(token)) {
        if (found === ';') {
            yield { tokens, text: script.slice(start, index) };
            tokens = [];
        }
        else if (tokens.length > 0 || !/^(--|\\)/.test(found)) {
            if (tokens.length === 0)
                start = index;
            tokens.push(found);
        }
    }
}
/** The name that follows a keyword, where the keyword comes before anything that a user could have written. */
function nameAfter(keyword, { tokens }) {
    const at = tokens.indexOf(keyword);
    const name = tokens[at + 1];
    return at < 0 || name === undefined ? undefined : sql_statements_unquoted(name);
}
/** An identifier as it is, without its quotes. */
function sql_statements_unquoted(identifier) {
    return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
}
;// CONCATENATED MODULE: ./build/postgres/database-sql.js


/** The name of the database, where psql puts the one it was given with -v. */
const database = ':"database"';
/**
 * SQL for psql that gives a database the current one's owner, comment, privileges and settings: pg_dump leaves them out
 * of a dump without --create.
 */
async function readDatabaseSql(client) {
    const owner = await client.query(ownerAndComment);
    const rights = await client.query(rightsQuery);
    const settings = await client.query(settingsQuery);
    return [
        ...owner.flatMap(({ owner, comment }) => [
            `ALTER DATABASE ${database} OWNER TO ${owner};`,
            ...(comment === null ? [] : [`COMMENT ON DATABASE ${database} IS ${literal(comment)};`]),
        ]),
        ...(rights.length === 0 ? [] : [`REVOKE ALL ON DATABASE ${database} FROM PUBLIC;`]),
        ...rights.filter(({ rights }) => rights !== null).map(grantOf),
        ...settings.map(settingOf),
    ];
}
function grantOf({ grantee, rights, grantable }) {
    return `GRANT ${rights} ON DATABASE ${database} TO ${grantee}${grantable ? ' WITH GRANT OPTION' : ''};`;
}
function settingOf({ role, name, value }) {
    const whose = role === null ? `DATABASE ${database}` : `ROLE ${role} IN DATABASE ${database}`;
    return `ALTER ${whose} SET ${esm.escapeIdentifier(name)} TO ${settingValue(name, value)};`;
}
// These hold a list of quoted names, and want each one as a string of its own (variable_is_guc_list_quote).
const lists = new Set([
    'local_preload_libraries',
    'search_path',
    'session_preload_libraries',
    'shared_preload_libraries',
    'temp_tablespaces',
    'unix_socket_directories',
]);
function settingValue(name, value) {
    if (!lists.has(name.toLowerCase()))
        return literal(value);
    const names = value.match(/"(?:[^"]|"")*"|[^\s,]+/g) ?? [''];
    return names.map((each) => literal(sql_statements_unquoted(each))).join(', ');
}
function literal(text) {
    return esm.escapeLiteral(text).trim();
}
const ownerAndComment = `
  select quote_ident(pg_catalog.pg_get_userbyid(datdba)) as owner,
         pg_catalog.shobj_description(oid, 'pg_database') as comment
    from pg_catalog.pg_database where datname = current_database()`;
// The owner has every right from the start.
const rightsQuery = `
  select case when a.grantee = 0 then 'PUBLIC' else quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end as grantee,
         string_agg(a.privilege_type, ', ' order by a.privilege_type) filter (where a.grantee <> d.datdba) as rights,
         a.is_grantable as grantable
    from pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) with ordinality as a (grantor, grantee, privilege_type, is_grantable, place)
   where d.datname = current_database()
   group by a.grantee, a.is_grantable, d.datdba
   order by min(a.place)`;
const settingsQuery = `
  select quote_ident(r.rolname) as role, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value
    from pg_catalog.pg_db_role_setting s
    join pg_catalog.pg_database d on d.oid = s.setdatabase and d.datname = current_database()
    left join pg_catalog.pg_roles r on r.oid = s.setrole,
         unnest(s.setconfig) as c
   order by 1 nulls first, 2`;
;// CONCATENATED MODULE: ./build/postgres/globals-sql.js


/**
 * What `pg_dumpall --globals-only` printed, cut down to what is kept: SQL for psql that leaves alone whatever exists
 * already, and holds no password. Pure.
 */
function globalsSql(script, kept) {
    const statements = [...statementsOf(script)];
    const ofRole = Map.groupBy(statements.flatMap(rolesConcerned), ({ role }) => role);
    // A role or tablespace made since then is not in the script.
    const made = (keyword, names) => statements
        .filter(({ tokens }) => tokens[0] === 'CREATE' && tokens[1] === keyword)
        .map(({ tokens }) => sql_statements_unquoted(tokens[2] ?? ''))
        .filter((name) => names.has(name));
    const before = new Set();
    const blocks = made('ROLE', kept.roles).map((role) => {
        const concerning = ofRole.get(role)?.map(({ statement }) => statement) ?? [];
        const block = roleBlock(role, concerning, { before, kept });
        before.add(role);
        return block;
    });
    const tablespaces = made('TABLESPACE', kept.tablespaces);
    return [...blocks, ...tablespaces.map((name) => tablespaceBlock(name, statements, kept))].join('\n');
}
function rolesConcerned(statement) {
    const parameters = nameAfter('PARAMETER', statement) === undefined ? undefined : granteeOf(statement);
    const roles = [nameAfter('ROLE', statement), parameters, ...(membershipOf(statement) ?? [])];
    return roles.filter((role) => role !== undefined).map((role) => ({ role, statement }));
}
/**
 * The role with its attributes, settings, comment, memberships and rights to parameters, made only where there is none
 * of its name. An old backup's roles, loaded into a live server, must not give anyone back what was taken away since.
 */
function roleBlock(role, concerning, place) {
    const lines = concerning
        .filter((statement) => !isAttributes(statement))
        .flatMap((statement) => {
        const pair = membershipOf(statement);
        if (pair !== undefined)
            return membership(role, statement, pair, place);
        return statement.tokens[0] === 'CREATE' ? createRole(statement, concerning) : `${statement.text};`;
    });
    return doBlock([`IF NOT EXISTS (${roleNamed(role)}) THEN`, ...lines.map((line) => `  ${line}`), 'END IF;']);
}
function roleNamed(role) {
    return `SELECT FROM pg_catalog.pg_roles WHERE rolname = ${esm.escapeLiteral(role).trim()}`;
}
function doBlock(lines) {
    const body = ['BEGIN', ...lines.map((line) => `  ${line}`), 'END'].join('\n');
    let quote = '$globals$';
    for (let at = 1; body.includes(quote); at += 1)
        quote = `$globals${at}$`;
    return `DO ${quote}\n${body}\n${quote};`;
}
function isAttributes({ tokens }) {
    return tokens[0] === 'ALTER' && tokens[3] === 'WITH';
}
// Without the defaults, so that a managed server's administrator, who may not even say NOSUPERUSER, can run it.
const globals_sql_defaults = new Set([
    'NOSUPERUSER',
    'INHERIT',
    'NOCREATEROLE',
    'NOCREATEDB',
    'NOLOGIN',
    'NOREPLICATION',
    'NOBYPASSRLS',
]);
function createRole({ text }, concerning) {
    const given = concerning.find(isAttributes)?.tokens.slice(4) ?? [];
    const attributes = given.filter((word, at) => !globals_sql_defaults.has(word) && word !== 'PASSWORD' && given[at - 1] !== 'PASSWORD');
    return attributes.length === 0 ? `${text};` : `${text} WITH ${attributes.join(' ')};`;
}
/** `[granted, member]` of `GRANT granted TO member`. */
function membershipOf({ tokens }) {
    const [verb, granted = '', to, member = ''] = tokens;
    return verb === 'GRANT' && to === 'TO' ? [sql_statements_unquoted(granted), sql_statements_unquoted(member)] : undefined;
}
/**
 * The grant, when the other one of the two is there: made by an earlier block, or there before. So it is in the blocks
 * of both, and made when at least one of the two is new.
 */
function membership(role, { text }, [granted, member], { before, kept }) {
    const predefined = granted.startsWith('pg_');
    if (!predefined && !(kept.roles.has(granted) && kept.roles.has(member)))
        return [];
    const other = role === granted ? member : granted;
    const grant = `${withoutGrantor(text)};`;
    return before.has(other) ? [grant] : [`IF EXISTS (${roleNamed(other)}) THEN ${grant} END IF;`];
}
// The grantor may be a role that is not kept, and only a superuser may name another one than itself.
function withoutGrantor(grant) {
    return grant.replace(/\s+GRANTED BY (?:"(?:[^"]|"")*"|\S+)$/, '');
}
function granteeOf(statement) {
    return nameAfter('TO', statement) ?? nameAfter('FROM', statement);
}
// CREATE TABLESPACE can be in no block: psql runs what this selects, in the order of its columns (\gexec).
function tablespaceBlock(name, statements, { roles }) {
    const about = statements.filter((statement) => {
        if (nameAfter('TABLESPACE', statement) !== name)
            return false;
        const grantee = /^(GRANT|REVOKE)$/.test(statement.tokens[0] ?? '') ? granteeOf(statement) : undefined;
        return grantee === undefined || grantee === 'PUBLIC' || roles.has(grantee);
    });
    const columns = about.map(({ text }) => esm.escapeLiteral(text).trim());
    const existing = `SELECT FROM pg_catalog.pg_tablespace WHERE spcname = ${esm.escapeLiteral(name).trim()}`;
    return `SELECT ${columns.join(',\n       ')}\n WHERE NOT EXISTS (${existing}) \\gexec`;
}
;// CONCATENATED MODULE: ./build/postgres/globals.js







/**
 * SQL for `psql -X -v ON_ERROR_STOP=1` that makes the roles and tablespaces which this database's dump refers to,
 * without passwords, and leaves alone what exists already. With `-v database=NAME` it also gives that database this
 * one's owner, privileges and settings.
 * @throws PgdrillError where the role may not read them
 */
async function readGlobals(client, connection, tools, signal) {
    try {
        const roles = await client.query(referredRoles);
        const tablespaces = await client.query(referredTablespaces);
        const kept = { roles: namesOf(roles), tablespaces: namesOf(tablespaces) };
        const script = await textOf(pgDumpAll(connection, tools), signal);
        const database = (await readDatabaseSql(client)).join('\n');
        return [header(connection, tools), globalsSql(script, kept), forDatabase, database, '\\endif', ''].join('\n');
    }
    catch (error) {
        signal.throwIfAborted();
        throw unreadable(error, connection);
    }
}
function pgDumpAll(connection, tools) {
    const args = ['--globals-only', '--no-role-passwords', '--no-password', `--database=${connection.database}`];
    const program = programOf('pg_dumpall', tools, connection, args);
    return { ...program, environment: { ...program.environment, PGCLIENTENCODING: 'UTF8' } };
}
function header({ database }, { version }) {
    return `-- Roles and tablespaces that the dump of database ${JSON.stringify(database)} refers to, from pg_dumpall ${version}.
-- Load them before the dump: psql -X -v ON_ERROR_STOP=1 -d postgres -f FILE
-- What exists already stays as it is. There are no passwords: set them with ALTER ROLE ... PASSWORD, or psql's \\password.
-- A tablespace needs its folder on the server, empty and owned by the server's user.
SET default_transaction_read_only = off;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
`;
}
const forDatabase = `
-- The owner, privileges and settings of the database itself, which a dump leaves out. Once the database is restored,
-- load this file again with its name: psql -X -v ON_ERROR_STOP=1 -v database=NAME -d postgres -f FILE
\\if :{?database}`;
function unreadable(error, connection) {
    const said = error instanceof ChildError ? lastErrors(error.stderr) : '';
    const why = said === '' ? (0,errors/* messageOf */.bD)(error) : said;
    const grant = /permission denied/.test(why) ? 'let the role read them, or ' : '';
    return new errors/* PgdrillError */.ZA(`cannot read the roles and tablespaces of ${(0,postgres_connection/* describe */.q0)(connection)}: ${why}`, {
        cause: error,
        cure: `${grant}set globals to false to go without`,
    });
}
function namesOf(rows) {
    return new Set(rows.map(({ name }) => name));
}
// Tablespaces of this database's relations, without the built-in ones; a relation in the database's own names none.
const usedTablespaces = `
  select reltablespace as oid from pg_catalog.pg_class where reltablespace >= 16384
  union
  select refobjid from pg_catalog.pg_shdepend
   where dbid = (select oid from pg_catalog.pg_database where datname = current_database())
     and refclassid = 'pg_catalog.pg_tablespace'::regclass`;
const referredTablespaces = `
  select t.spcname::text as name
    from pg_catalog.pg_tablespace t
    join (${usedTablespaces}) used on used.oid = t.oid
   where t.spcname !~ '^pg_'`;
// pg_shdepend knows every role that an object's owner, privileges or policies name, except for the bootstrap superuser
// (OID 10), whose objects are looked for. Whoever is a member of such a role has its rights, and such a role has the
// rights of those it is a member of: so members count, and then all that they and it are members of.
const referredRoles = `
with recursive this as (
  select oid, datdba from pg_catalog.pg_database where datname = current_database()
), direct as (
  select d.refobjid as role
    from pg_catalog.pg_shdepend d, this
   where d.refclassid = 'pg_catalog.pg_authid'::regclass
     and (d.dbid = this.oid
       or d.dbid = 0 and d.classid = 'pg_catalog.pg_database'::regclass and d.objid = this.oid)
  union select datdba from this
  union select spcowner from pg_catalog.pg_tablespace where oid in (${usedTablespaces})
  union select s.setrole from pg_catalog.pg_db_role_setting s, this where s.setdatabase = this.oid
  union select defaclrole from pg_catalog.pg_default_acl
  union select owner from (
    select relowner as owner, oid from pg_catalog.pg_class
    union all select proowner, oid from pg_catalog.pg_proc
    union all select typowner, oid from pg_catalog.pg_type
    union all select nspowner, oid from pg_catalog.pg_namespace
    union all select oprowner, oid from pg_catalog.pg_operator
    union all select srvowner, oid from pg_catalog.pg_foreign_server
    union all select fdwowner, oid from pg_catalog.pg_foreign_data_wrapper
    union all select evtowner, oid from pg_catalog.pg_event_trigger
    union all select pubowner, oid from pg_catalog.pg_publication
    union all select lomowner, oid from pg_catalog.pg_largeobject_metadata
  ) owned where oid >= 16384
), member as (
  select role from direct
  union
  select m.member from pg_catalog.pg_auth_members m join member on m.roleid = member.role
), related as (
  select role from member
  union
  select m.roleid from pg_catalog.pg_auth_members m join related on m.member = related.role
)
select rolname::text as name
  from pg_catalog.pg_roles join related on related.role = pg_roles.oid
 where rolname !~ '^pg_'`;
;// CONCATENATED MODULE: ./build/postgres/image.js
// Each image's tag for a major is the one its publisher documents; the drill needs a server that has the extension.
const image_images = [
    ['timescaledb', (major) => `timescale/timescaledb-ha:pg${major}`],
    ['postgis', (major) => `postgis/postgis:${major}-3.5`],
    ['vector', (major) => `pgvector/pgvector:pg${major}`],
];
/** The container image a restore of this database can run on: the official one, or that of an extension it needs. */
function postgresImage({ major, extensions }) {
    const names = new Set(extensions.map(({ name }) => name));
    const special = image_images.find(([extension]) => names.has(extension));
    return special === undefined ? `postgres:${major}` : special[1](major);
}
;// CONCATENATED MODULE: ./build/postgres/patterns.js
/** What --table and its like mean. Rules: psql's documentation, "Patterns", as pg_dump applies them. */
function tablePattern(pattern) {
    const parts = regexesOf(pattern);
    // Three parts begin with the database, which pg_dump itself compares with the one it is connected to.
    return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}
/** What --schema and --exclude-schema mean: the regular expression for the schema's name. */
function schemaPattern(pattern) {
    return tablePattern(pattern).name;
}
// A quoted stretch, whose closing quote may be missing; `[]`; or one character.
const patterns_token = /"((?:[^"]|"")*)(?:"|$)|\[\]|./gsu;
/** The parts between unquoted dots, each an anchored regular expression. */
function regexesOf(pattern) {
    const parts = [''];
    for (const [text, quoted] of pattern.matchAll(patterns_token)) {
        if (text === '.')
            parts.push('');
        else
            parts[parts.length - 1] += quoted === undefined ? patterns_unquoted(text) : patterns_literal(quoted);
    }
    return parts.map((part) => `^(${part})$`);
}
function patterns_literal(quoted) {
    return quoted.replaceAll('""', '"').replaceAll(/[|*+?()[\]{}.^$\\]/g, '\\$&');
}
// Outside quotes the other special characters keep their meaning, but for `$`, which names may hold, and `[]`, which
// is rather an array type's name. Only ASCII is folded: pg_dump runs in the C locale.
function patterns_unquoted(text) {
    if (text === '*')
        return '.*';
    if (text === '?')
        return '.';
    if (text === '$')
        return '\\$';
    if (text === '[]')
        return '\\[]';
    return text.replace(/[A-Z]/, (letter) => letter.toLowerCase());
}
;// CONCATENATED MODULE: ./build/postgres/unreadable.js

/** What pg_dump would have to read with this selection, and the connected role may not. */
async function findUnreadable(client, selection) {
    return await client.query(unreadableQuery, patternValues(selection));
}
function patternValues(selection) {
    const tables = [selection.tables, selection.excludeTables, selection.excludeTableData].map((patterns) => patterns.map(tablePattern));
    return [
        selection.schemas.map(schemaPattern),
        selection.excludeSchemas.map(schemaPattern),
        ...tables.flatMap((found) => [found.map(({ schema }) => schema), found.map(({ name }) => name)]),
    ];
}
/** Whether one of the schema patterns in parameter `at` matches. */
function schemaMatches(at) {
    return `exists (select from unnest($${at}::text[]) as p(name)
    where n.nspname ~ p.name collate pg_catalog.default)`;
}
/** Whether one of the table patterns in parameters `at` (schemas) and `at + 1` (names) matches. */
function tableMatches(at) {
    return `exists (select from unnest($${at}::text[], $${at + 1}::text[]) as p(schema, name)
    where c.relname ~ p.name collate pg_catalog.default
      and case when p.schema is null then pg_catalog.pg_table_is_visible(c.oid)
               else n.nspname ~ p.schema collate pg_catalog.default end)`;
}
// pg_dump's own rules, tried against its own by the test:
// - --table overrules the schemas, --exclude-table overrules both; without --schema, pg_* and information_schema stay out;
// - a serial column's sequence comes with its table whatever is excluded, an identity's only with its table;
// - tables and partitioned tables are locked, which takes SELECT even where their data is excluded (from server 16 on
//   any right to change them will do); rows are read of tables and sequences;
// - an extension's tables are neither, but for the rows of those that it wants saved (extconfig): whenever the extension
//   is, that is without --schema and --table, or when they are chosen.
// Views, materialised views and foreign tables are described, never read.
const unreadableQuery = `
with relation as (
  select c.oid, c.relkind, c.relname, n.nspname, n.oid as schema_oid, e.oid as extension,
         e.oid is not null and e.oid >= 16384 and cardinality($1::text[]) = 0 and cardinality($3::text[]) = 0
           as extension_dumped,
         coalesce(c.oid = any (e.extconfig), false) and not ${schemaMatches(2)} as configuration,
         ${tableMatches(5)} as excluded,
         case when ${tableMatches(5)} then false
              when cardinality($3::text[]) > 0 then ${tableMatches(3)}
              when ${schemaMatches(2)} then false
              when cardinality($1::text[]) > 0 then ${schemaMatches(1)}
              else n.nspname !~ '^pg_' and n.nspname <> 'information_schema' end as chosen,
         ${tableMatches(7)} as data_excluded
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
         and d.objsubid = 0 and d.deptype = 'e' and d.refclassid = 'pg_catalog.pg_extension'::regclass
    left join pg_catalog.pg_extension e on e.oid = d.refobjid
   where c.relkind in ('r', 'p', 'S')
), owned as (
  select d.objid as sequence, t.chosen and t.extension is null as with_table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d
    join relation t on t.oid = d.refobjid
   where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = 'pg_catalog.pg_class'::regclass
     and d.deptype in ('a', 'i') and d.refobjsubid > 0
), needed as (
  select r.*,
         r.relkind <> 'S' and r.chosen and r.extension is null as locked,
         not r.data_excluded and case
           when r.relkind = 'p' then false
           when r.extension is not null
             then r.configuration and not r.excluded and (r.extension_dumped or r.chosen)
           when r.relkind = 'S' and o.identity then o.with_table
           else r.chosen or coalesce(o.with_table, false) end as read
    from relation r left join owned o on o.sequence = r.oid and r.relkind = 'S'
), checked as (
  select *, pg_catalog.has_schema_privilege(schema_oid, 'USAGE') as usage,
         case when relkind = 'S' then pg_catalog.has_sequence_privilege(oid, 'SELECT')
              when read or current_setting('server_version_num')::int < 160000
                then pg_catalog.has_table_privilege(oid, 'SELECT')
              else pg_catalog.has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') end as allowed,
         relkind = 'r' and read and pg_catalog.row_security_active(oid) as hidden
    from needed where locked or read
), named as (
  select distinct 'schema' as kind, nspname::text as name, false as hidden from checked where not usage
  union all
  select case when relkind = 'S' then 'sequence' else 'table' end, nspname || '.' || relname, allowed
    from checked where usage and (not allowed or hidden)
)
select kind, name, hidden
  from named
 order by kind = 'sequence', kind, name`;
/** The large objects that pg_dump would stop at; it reads them all when neither schemas nor tables are chosen. */
async function findUnreadableLargeObjects(client, { schemas, tables }) {
    if (schemas.length > 0 || tables.length > 0)
        return { some: [], total: 0 };
    // An owner that has taken its own rights away is let through here: pg_dump will say so.
    const [found] = await client.query(`
    select coalesce((array_agg(oid::text order by oid))[:10], '{}') as some, count(*)::int as total
      from pg_catalog.pg_largeobject_metadata
     where current_setting('lo_compat_privileges') = 'off'
       and not pg_catalog.pg_has_role(lomowner, 'USAGE')
       and not exists (select from pg_catalog.aclexplode(lomacl) as a
                        where a.privilege_type = 'SELECT'
                          and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'USAGE')))`);
    return found ?? { some: [], total: 0 };
}
;// CONCATENATED MODULE: ./build/postgres/readable.js


/**
 * Refuses a selection that the connected role cannot dump: pg_dump stops at the first table it may not read, late and
 * one at a time; this names them all before anything starts.
 * @throws PgdrillError with the grant to make, or what to exclude
 */
async function refuseUnreadable(client, selection) {
    const unreadable = await findUnreadable(client, selection);
    const largeObjects = await findUnreadableLargeObjects(client, selection);
    const [session] = await client.query('select current_user::text as role');
    const role = JSON.stringify(session?.role);
    const problems = [
        denied(unreadable.filter(({ hidden }) => !hidden), role),
        readable_hidden(unreadable.filter(({ hidden }) => hidden), role),
        deniedLargeObjects(largeObjects, role),
    ].filter((problem) => problem !== undefined);
    if (problems.length === 0)
        return;
    throw new errors/* PgdrillError */.ZA(problems.map(({ what }) => what).join(', and '), {
        cure: problems.map(({ cure }) => cure).join('; '),
    });
}
function denied(found, role) {
    const [first, second] = found;
    if (first === undefined)
        return undefined;
    const what = `cannot read ${listed(found)}: permission denied`;
    if (second !== undefined) {
        const grant = `grant role ${role} USAGE on the schemas and SELECT (since PostgreSQL 14: pg_read_all_data)`;
        return { what, cure: `${grant}, or exclude them with exclude-table or exclude-schema` };
    }
    return first.kind === 'schema'
        ? { what, cure: `grant USAGE on it to role ${role}, or exclude it with exclude-schema` }
        : { what, cure: `grant SELECT to role ${role}, or exclude it with exclude-table` };
}
function readable_hidden(found, role) {
    if (found.length === 0)
        return undefined;
    return {
        what: `cannot read every row of ${listed(found)}: row-level security applies to role ${role}`,
        cure: `give role ${role} BYPASSRLS, or put --enable-row-security into pg-dump-args to save only the rows it may see`,
    };
}
function deniedLargeObjects({ some, total }, role) {
    if (total === 0)
        return undefined;
    const named = some.map((oid) => `large object ${oid}`);
    return {
        what: `cannot read ${andMore(named, total)}: permission denied`,
        cure: `grant SELECT on large objects to role ${role}, back up as their owner, or put --no-blobs into pg-dump-args to leave them out`,
    };
}
const readable_namedAtMost = 10;
function listed(found) {
    const named = found.slice(0, readable_namedAtMost).map(({ kind, name }) => `${kind} "${name}"`);
    return andMore(named, found.length);
}
function andMore(named, total) {
    const more = total - named.length;
    return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}
;// CONCATENATED MODULE: ./build/postgres/server.js
const providers = { c: 'libc', i: 'icu', b: 'builtin' };
/** Asks the server what it is; one short read-only session. */
async function readServerFacts(client) {
    // to_jsonb lets one query name columns that only some versions have: datlocprovider from 15 on, daticulocale in 15
    // and 16, datlocale from 17 on, daticurules from 16 on.
    const [row] = await client.query(`
    select split_part(current_setting('server_version'), ' ', 1) as version,
           current_setting('server_version_num')::int as version_num,
           d.datname as database,
           pg_database_size(d.oid)::text as size,
           pg_encoding_to_char(d.encoding) as encoding,
           d.datcollate as collate,
           d.datctype as ctype,
           coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') as provider,
           coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale_name,
           to_jsonb(d) ->> 'daticurules' as icu_rules,
           pg_is_in_recovery() as in_recovery
      from pg_database d
     where d.datname = current_database()`);
    if (row === undefined)
        throw new Error('pg_database has no row for the current database');
    const extensions = await client.query('select extname as name, extversion as version from pg_extension order by extname');
    return {
        version: row.version,
        major: Math.floor(row.version_num / 10_000),
        database: row.database,
        sizeBytes: Number(row.size),
        encoding: row.encoding,
        locale: {
            provider: providers[row.provider] ?? 'libc',
            collate: row.collate,
            ctype: row.ctype,
            name: row.locale_name,
            icuRules: row.icu_rules,
        },
        extensions,
        inRecovery: row.in_recovery,
    };
}
;// CONCATENATED MODULE: ./build/postgres/tools.js





// Debian and Ubuntu; Homebrew on both kinds of Mac; Postgres.app; Red Hat; Nix puts them on the PATH.
const usualPlaces = [
    '/usr/lib/postgresql/*/bin',
    '/opt/homebrew/opt/{libpq,postgresql@*}/bin',
    '/usr/local/opt/{libpq,postgresql@*}/bin',
    '/Applications/Postgres.app/Contents/Versions/*/bin',
    '/usr/pgsql-*/bin',
];
/**
 * The client to dump `server` with: at least as new as the server, of the same major where there is one, else the
 * newest. @throws PgdrillError that says what was found and what to install
 */
async function findClientTools(server, where) {
    const found = await installedTools(where);
    const best = chooseTools(found, server.major);
    if (best === undefined)
        throw noneSuitable(found, server.major, where);
    return best;
}
/** Pure: which of the clients found suits a server of this major; of equals, the one found first. */
function chooseTools(found, serverMajor) {
    const newestFirst = found.filter(({ major }) => major >= serverMajor).toSorted(newerFirst);
    return newestFirst.find(({ major }) => major === serverMajor) ?? newestFirst[0];
}
function newerFirst(a, b) {
    return b.major - a.major || minorOf(b) - minorOf(a);
}
// `18beta1` and `18rc1` come before `18.0`.
function minorOf({ version }) {
    return Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? -1);
}
async function installedTools(where) {
    const { clientPath, path } = where;
    if (clientPath !== undefined)
        return [await givenTools(clientPath, path)];
    const found = await Promise.all((await usualFolders(path)).map((folder) => usualTools(folder, path)));
    return found.filter((tools) => tools !== undefined);
}
async function givenTools(clientPath, path) {
    try {
        const isFolder = (await (0,promises_.stat)(clientPath)).isDirectory();
        if (!isFolder && (0,external_node_path_.basename)(clientPath) !== 'pg_dump')
            throw new Error('it is no folder, and not pg_dump');
        return await inspect(isFolder ? clientPath : (0,external_node_path_.dirname)(clientPath), path);
    }
    catch (error) {
        throw new errors/* PgdrillError */.ZA(`cannot use client-path ${clientPath}: ${(0,errors/* messageOf */.bD)(error)}`, {
            cause: error,
            cure: 'set it to the folder of pg_dump, or leave it out to let pgdrill look in the usual places',
        });
    }
}
async function usualFolders(path) {
    const folders = path.split(external_node_path_.delimiter).filter((folder) => folder !== '');
    for (const pattern of usualPlaces) {
        for await (const folder of (0,promises_.glob)(pattern))
            folders.push(folder);
    }
    return [...new Set(folders)];
}
/** The tools in a folder, or undefined when it has no pg_dump that runs. */
async function usualTools(folder, path) {
    try {
        // Debian's wrapper picks a version by its own rules; what it picks from is among the usual places.
        if ((await (0,promises_.realpath)((0,external_node_path_.join)(folder, 'pg_dump'))).endsWith('/pg_wrapper'))
            return undefined;
        return await inspect(folder, path);
    }
    catch {
        // Not there, not executable, or for another machine: then it is no client to choose.
        return undefined;
    }
}
async function inspect(folder, path) {
    const { stdout } = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)((0,external_node_path_.join)(folder, 'pg_dump'), ['--version'], {
        env: { LC_ALL: 'C', PATH: path },
        timeout: 10_000,
    });
    const version = /^pg_dump \(.*?\) (\d\S*)/.exec(stdout)?.[1];
    if (version === undefined)
        throw new Error(`pg_dump --version says ${JSON.stringify(stdout.slice(0, 200))}`);
    return { folder, version, major: Number.parseInt(version, 10) };
}
function noneSuitable(found, major, { clientPath }) {
    const install = `install postgresql-client-${major} (Debian, Ubuntu: PGDG's repository has every major) or libpq (Homebrew), or set client-path to a newer one`;
    const place = clientPath === undefined ? '' : ` in ${clientPath}`;
    const [newest] = found.toSorted(newerFirst);
    if (newest === undefined)
        return new errors/* PgdrillError */.ZA(`cannot find pg_dump${place}`, { cure: install });
    return new errors/* PgdrillError */.ZA(`cannot dump server ${major} with pg_dump ${newest.version}, the newest found${place} (${newest.folder}): pg_dump refuses a server newer than itself`, { cure: install });
}
// EXTERNAL MODULE: ./build/prune.js + 9 modules
var prune = __nccwpck_require__(4230);
// EXTERNAL MODULE: ./build/report/human.js
var human = __nccwpck_require__(8782);
;// CONCATENATED MODULE: ./build/backup.js
var backup_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var backup_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






















/**
 * Backs a database up into every store, and prunes them when that is done. Nothing counts as a backup before its
 * manifest is there; whatever fails before, every store is left as it was. @throws PgdrillError
 */
async function backup(request) {
    const run = await prepare(request);
    const { draft, report } = run;
    try {
        await (0,until_aborted/* untilAborted */.E)(draft.look(), request.signal);
        const text = await saveDump(run);
        if (text !== undefined)
            await saveFingerprint(run, text);
        if (request.globals)
            await saveGlobals(run);
        await (0,until_aborted/* untilAborted */.E)(draft.confirm(), request.signal);
        const manifest = manifestOf(run, text);
        await draft.commit(manifest);
        report.info(saved(run, manifest));
        return { ...resultOf(run, manifest, text), ...(await pruneEach(run)), durationMs: since(request.now) };
    }
    catch (error) {
        await draft.abandon();
        throw request.signal.aborted ? request.signal.reason : error;
    }
}
async function prepare(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { report, connection, signal } = request;
        const client = backup_addDisposableResource(env_1, await connect(connection, signal), true);
        const server = await readServerFacts(client);
        report.info(`${(0,postgres_connection/* describe */.q0)(connection)}: PostgreSQL ${server.version}, ${(0,human/* formatBytes */.z3)(server.sizeBytes)}, ${server.encoding}`);
        if (server.inRecovery) {
            report.warning('the server is a standby: a long dump can be cancelled by its recovery (max_standby_streaming_delay)');
        }
        // The user's own arguments can select, too; then pg_dump alone knows what it will read.
        if (request.pgDumpArguments.length === 0)
            await refuseUnreadable(client, request.selection);
        const tools = await findClientTools(server, request);
        report.info(`pg_dump ${tools.version} from ${tools.folder}`);
        const draft = new Draft((0,names/* stemOf */.Vc)(request.name, request.now), request.stores, {
            signal,
            warning: (text) => report.warning(text),
        });
        const pgDump = dumpArguments({ ...request, more: request.pgDumpArguments }, tools);
        return { ...request, server, tools, draft, pgDump };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = backup_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** pg_dump -> fingerprint scan (plain) -> compress -> measure -> every store at once. */
async function saveDump(run) {
    const { draft, signal, connection } = run;
    const source = watched(dump(connection, run.tools, { arguments: run.pgDump, signal }), run.report);
    const sink = draft.sink(dumpKey(run), expectedBytes(run));
    try {
        if (run.format === 'custom') {
            await (0,promises_namespaceObject.pipeline)(source, sink, { signal });
            return undefined;
        }
        const reader = new PlainTextReader();
        await (0,promises_namespaceObject.pipeline)(source, reader.pass, compressor(run.compression), sink, { signal });
        return reader.text;
    }
    catch (error) {
        throw await explained(run, error);
    }
}
/** An upper bound, for stores that plan by it: text that nobody compresses can be larger than the tables it came from. */
function expectedBytes({ server, compression }) {
    return compression.kind === 'none' ? 2 * server.sizeBytes : server.sizeBytes;
}
async function* watched(source, report) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const started = performance.now();
        let bytes = 0;
        const _ = backup_addDisposableResource(env_2, report.track(() => progressOf(bytes, performance.now() - started)), false);
        for await (const chunk of source) {
            bytes += chunk.length;
            yield chunk;
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        backup_disposeResources(env_2);
    }
}
async function explained(run, error) {
    // When every store has failed, the pipeline ends early, and what it says of that is no reason.
    if (run.draft.failure !== undefined)
        return run.draft.failure;
    if (error instanceof ChildError)
        return await explainDumpFailure(error, run.connection, run.lockWaitTimeoutMs);
    return error;
}
async function saveFingerprint(run, { fingerprint }) {
    await saveText(run, (0,names/* keyOf */.TN)(run.draft.stem, { part: 'fingerprint', encrypted: false }), encodeFingerprint(fingerprint));
}
async function saveGlobals(run) {
    const sql = await globalsOf(run);
    if (sql !== undefined) {
        await saveText(run, (0,names/* keyOf */.TN)(run.draft.stem, { part: 'globals', encrypted: false }), sql);
    }
}
/** Roles and tablespaces, or undefined where the role may not read them: the dump is worth having without. */
async function globalsOf({ connection, tools, signal, report }) {
    try {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const client = backup_addDisposableResource(env_3, await connect(connection, signal), true);
            return await readGlobals(client, connection, tools, signal);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_2 = backup_disposeResources(env_3);
            if (result_2)
                await result_2;
        }
    }
    catch (error) {
        signal.throwIfAborted();
        report.warning(`the backup holds no roles and tablespaces: ${(0,errors/* messageOf */.bD)(error)}`);
        return undefined;
    }
}
async function saveText({ draft, signal }, key, text) {
    const gzip = compressor({ kind: 'gzip', level: 6 });
    await (0,promises_namespaceObject.pipeline)(external_node_stream_.Readable.from([Buffer.from(text)]), gzip, draft.sink(key), { signal });
}
function dumpKey({ draft, format, compression }) {
    return format === 'custom'
        ? (0,names/* keyOf */.TN)(draft.stem, { part: 'dump', format, encrypted: false })
        : (0,names/* keyOf */.TN)(draft.stem, { part: 'dump', format, compression: compression.kind, encrypted: false });
}
function manifestOf(run, text) {
    const { version, inRecovery: _, major: __, ...source } = run.server;
    const counts = text === undefined ? { tables: null, rows: null } : totals(text.fingerprint);
    return {
        schema: 1,
        backup: run.draft.stem,
        name: run.name,
        takenAt: run.now,
        finishedAt: new Date(),
        tool: { name: 'pgdrill', version: run.toolVersion },
        source: { serverVersion: version, ...source },
        dump: { format: run.format, client: run.tools.version, arguments: [...run.pgDump] },
        compression: run.compression,
        encryption: { kind: 'none' },
        plain: text === undefined ? null : { bytes: text.bytes, sha256: text.sha256 },
        objects: [...run.draft.objects],
        ...counts,
    };
}
/** Prunes each store that now holds the backup, by itself; one that cannot be pruned is a failure of the run. */
async function pruneEach(run) {
    const pruned = [];
    const pruneFailures = [];
    if (run.prune === 'no')
        return { pruned, pruneFailures };
    for (const store of run.stores.filter(({ location }) => run.draft.locations.includes(location))) {
        try {
            const pruning = (0,prune/* prune */.R)(store, { ...run, mode: run.prune, justMade: run.draft.stem });
            pruned.push(await (0,until_aborted/* untilAborted */.E)(pruning, run.signal));
        }
        catch (error) {
            run.signal.throwIfAborted();
            pruneFailures.push({ location: store.location, error: error });
        }
    }
    return { pruned, pruneFailures };
}
function resultOf(run, manifest, text) {
    const bySize = (a, b) => b.bytes - a.bytes;
    return {
        manifest,
        locations: run.draft.locations,
        dropped: run.draft.dropped,
        storedBytes: manifest.objects[0]?.bytes ?? 0,
        serverMajor: run.server.major,
        postgresImage: postgresImage(run.server),
        largestTables: text?.fingerprint.tables.toSorted(bySize).slice(0, 10) ?? [],
    };
}
function saved({ draft }, { tables, rows, objects, takenAt }) {
    const contents = tables === null
        ? ''
        : `${(0,human/* counted */.hS)(tables, 'table')}, ${rows === null ? 'rows not counted' : (0,human/* counted */.hS)(rows, 'row')}, `;
    const where = draft.locations.join(' and ');
    return `saved ${draft.stem}: ${contents}${(0,human/* formatBytes */.z3)(objects[0]?.bytes ?? 0)} in ${(0,human/* formatDuration */.a3)(since(takenAt))}, in ${where}`;
}
function progressOf(bytes, milliseconds) {
    const rate = milliseconds > 0 ? (bytes / milliseconds) * 1000 : 0;
    return `dumped ${(0,human/* formatBytes */.z3)(bytes)} in ${(0,human/* formatDuration */.a3)(milliseconds)} (${(0,human/* formatBytes */.z3)(rate)}/s)`;
}
function since(start) {
    return Math.max(0, Date.now() - start.getTime());
}
// EXTERNAL MODULE: ./build/version.js
var build_version = __nccwpck_require__(8508);
// EXTERNAL MODULE: ./build/entries/stores.js + 5 modules
var entries_stores = __nccwpck_require__(1735);
;// CONCATENATED MODULE: ./build/entries/run-backup.js




/** The backup story, for both doors. */
async function runBackup(settings, { signal, report }) {
    const stores = await (0,entries_stores/* openStores */.j)(settings.stores);
    return backup({ ...settings, stores, toolVersion: build_version/* version */.r, now: new Date(), signal, report });
}
/** What makes a run that has saved the backup somewhere a failure all the same; undefined when all went well. */
function shortfallOf({ dropped, pruneFailures }) {
    const problems = [
        ...dropped.map(({ location, error }) => `${location} does not hold the backup: ${error.message}`),
        ...pruneFailures.map(({ location, error }) => `${location} was not pruned: ${error.message}`),
    ];
    return problems.length === 0 ? undefined : new errors/* PgdrillError */.ZA(problems.join('\n'));
}

/***/ }),

/***/ 1066:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ abortOnSignals)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

/** Aborts, with a StoppedError, at the first SIGINT or SIGTERM; what follows is cleaning up, which further ones do not cut short. */
function abortOnSignals() {
    const controller = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.on(name, () => controller.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoppedError */ .Ko(name)));
    }
    return controller.signal;
}

/***/ }),

/***/ 1735:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openStores)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
;// CONCATENATED MODULE: ./build/store/folder/errors.js

/** What the system's error number means for a person, and what to do about it. */
const meanings = {
    ENOSPC: ['the disk is full', 'free space there, or keep fewer backups (keep-days)'],
    EDQUOT: ['the disk quota is used up', 'raise the quota, or keep fewer backups (keep-days)'],
    EFBIG: ['the file would be larger than the file system or the limit (ulimit -f) allows'],
    EACCES: ['permission denied', 'give the user who runs this the right to read and write there'],
    EPERM: ['the operation is not permitted', 'check the owner and the attributes (lsattr) of the folder'],
    EROFS: ['the file system is mounted read-only', 'mount it writable, or choose another folder'],
    ENOENT: ['a folder on the way to it is gone, or is a link to nowhere', 'is the disk mounted?'],
    ENOTDIR: ['something on the way to it is a file, not a folder', 'choose another folder'],
    EEXIST: ['something on the way to it is a file, not a folder', 'choose another folder'],
    EISDIR: ['there is a folder of that name'],
    ENAMETOOLONG: ['the name is too long for the file system'],
    ELOOP: ['symbolic links on the way to it go round in circles'],
    EIO: ['the disk reported an input/output error', 'look into the system log (dmesg)'],
    ESTALE: ['the network file system lost its handle', 'is it mounted still?'],
    EMFILE: ['too many files are open', 'raise the limit (ulimit -n)'],
};
/** Why a file operation failed and what to do about it; undefined when that is not what failed. */
function meaningOf(error) {
    const code = systemCode(error);
    if (code === undefined)
        return undefined;
    const [why, cure] = meanings[code] ?? [code];
    return cure === undefined ? { why } : { why, cure };
}
/** A failed file operation as a PgdrillError; anything else comes back as it is. */
function folderError(doing, path, error) {
    const meaning = meaningOf(error);
    if (meaning === undefined)
        return error;
    const { why, ...cure } = meaning;
    return new errors/* PgdrillError */.ZA(`cannot ${doing} ${path}: ${why}`, { ...cure, cause: error });
}
/** The error number's name, `ENOSPC`, when this is a failed system call. */
function systemCode(error) {
    const { syscall, code } = (error ?? {});
    return syscall === undefined ? undefined : code;
}
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/store/folder/partial-name.js


/** Where a file is written before it is whole: beside it, hidden, and different for every write. */
function partialPath(path) {
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path)}.partial-${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
}
/** The name the file would have got, or undefined when this is not a partial file's name. */
function wholeName(name) {
    return /^\.(.+)\.partial-[0-9a-f]{12}$/s.exec(name)?.[1];
}
;// CONCATENATED MODULE: ./build/store/folder/publish.js


/** What file systems without hard links answer: exFAT, some CIFS and FUSE mounts. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
/**
 * Gives a finished partial file its name in one step. A link fails where a rename would replace, so of two racing
 * writers one is refused. Without hard links it looks and renames, and a race can then be lost without a word.
 *
 * @returns false when the name is taken; the partial file is then still there
 */
async function publish(partial, path, { overwrite, linkTo = promises_.link }) {
    if (overwrite) {
        await (0,promises_.rename)(partial, path);
        return true;
    }
    try {
        await linkTo(partial, path);
    }
    catch (error) {
        const code = systemCode(error) ?? '';
        if (code === 'EEXIST')
            return false;
        if (!noHardLinks.has(code))
            throw error;
        if (await exists(path))
            return false;
        await (0,promises_.rename)(partial, path);
        return true;
    }
    // It is there now, whatever becomes of its other name: prune finds that.
    await (0,promises_.unlink)(partial).catch(() => { });
    return true;
}
async function exists(path) {
    return (0,promises_.lstat)(path).then(() => true, () => false);
}
;// CONCATENATED MODULE: ./build/store/folder/tree.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




/** Makes `folder` under `root`, and `root` itself, for the owner only; what exists keeps its permissions. */
async function makeFolders(root, folder) {
    await makeRoot(root);
    const steps = folder.slice(root.length).split(external_node_path_.sep).filter(Boolean);
    let path = root;
    for (const step of steps) {
        path = (0,external_node_path_.join)(path, step);
        if (await makeFolder(path))
            await syncFolder((0,external_node_path_.dirname)(path));
        await stayInside(root, path);
    }
}
// Not by mkdir's `recursive`: in Node 24 that tries for ever where a folder exists that nothing can be made in, and says
// ENOENT of it, as /proc and automounted folders do.
async function makeRoot(root) {
    try {
        await makeFolder(root);
    }
    catch (error) {
        if (systemCode(error) !== 'ENOENT' || (await isThere((0,external_node_path_.dirname)(root))))
            throw error;
        await makeRoot((0,external_node_path_.dirname)(root));
        await makeFolder(root);
    }
}
async function isThere(path) {
    return (0,promises_.stat)(path).then(() => true, () => false);
}
async function makeFolder(path) {
    try {
        await (0,promises_.mkdir)(path, { mode: 0o700 });
        return true;
    }
    catch (error) {
        if (systemCode(error) === 'EEXIST')
            return false;
        throw error;
    }
}
/** Refuses a folder that symbolic links lead out of `root`, which may be a link itself. @throws PgdrillError */
async function stayInside(root, folder) {
    if (folder === root)
        return;
    const [realRoot, real] = await Promise.all([(0,promises_.realpath)(root), (0,promises_.realpath)(folder)]);
    if (!`${real}${external_node_path_.sep}`.startsWith(realRoot === external_node_path_.sep ? external_node_path_.sep : `${realRoot}${external_node_path_.sep}`)) {
        throw new errors/* PgdrillError */.ZA(`cannot use ${folder}: a symbolic link leads out of the store, to ${real}`);
    }
}
/** Removes `folder` and the folders above it, up to `root`, as far as they are empty. */
async function removeEmptyFolders(root, folder) {
    let path = folder;
    while (path !== root && path.startsWith(root)) {
        try {
            await (0,promises_.rmdir)(path);
        }
        catch {
            return; // not empty, or not ours to remove: it stays
        }
        path = (0,external_node_path_.dirname)(path);
    }
}
/** What a file system answers that cannot sync a folder: then nothing more can be done for durability. */
const noFolderSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EBADF']);
/** Makes the names in a folder survive a power cut (fsync(2): a file's own sync does not include its name). */
async function syncFolder(folder) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,promises_.open)(folder, 'r'), true);
            await file.sync();
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        if (!noFolderSync.has(systemCode(error) ?? ''))
            throw error;
    }
}
/** The regular files under `root` in folders that can hold keys with this prefix; links are not followed. */
async function* walk(root, keyPrefix, below = '') {
    for (const entry of await entriesOf((0,external_node_path_.join)(root, below))) {
        const key = below + entry.name;
        const mayHold = `${key}/`.startsWith(keyPrefix) || keyPrefix.startsWith(`${key}/`);
        // fsck's folder at the top of a mounted disk is readable by root only.
        if (key === 'lost+found')
            continue;
        if (entry.isDirectory() && mayHold)
            yield* walk(root, keyPrefix, `${key}/`);
        if (entry.isFile())
            yield { key, name: entry.name, path: (0,external_node_path_.join)(root, key) };
    }
}
async function entriesOf(folder) {
    try {
        return await (0,promises_.readdir)(folder, { withFileTypes: true });
    }
    catch (error) {
        if (systemCode(error) === 'ENOENT')
            return [];
        throw error;
    }
}
// EXTERNAL MODULE: ./build/store/store.js
var store = __nccwpck_require__(4899);
// EXTERNAL MODULE: ./build/store/take-until.js
var take_until = __nccwpck_require__(4706);
// EXTERNAL MODULE: ./build/store/undeleted.js
var undeleted = __nccwpck_require__(1338);
;// CONCATENATED MODULE: ./build/store/folder.js
var folder_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var folder_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});











const readBytes = 256 * 1024;
/** A store in a folder of this machine; made, for its owner only, by the first write. Keeps no checksums. */
function openFolderStore(path) {
    return new FolderStore((0,external_node_path_.resolve)(path));
}
class FolderStore {
    location;
    constructor(root) {
        this.location = root;
    }
    async put(key, source, options) {
        const path = this.#pathOf(key);
        options.signal.throwIfAborted();
        if (options.overwrite !== true)
            await this.#refuseTaken(path);
        const partial = partialPath(path);
        try {
            await this.#io('write', path, makeFolders(this.location, (0,external_node_path_.dirname)(path)));
            await this.#write(partial, path, (0,take_until/* takeUntil */.Q)(source, options.signal));
            options.signal.throwIfAborted();
            const free = await this.#io('write', path, publish(partial, path, { overwrite: options.overwrite === true }));
            if (!free)
                throw taken(path);
            await this.#io('write', path, syncFolder((0,external_node_path_.dirname)(path)));
        }
        catch (error) {
            await (0,promises_.unlink)(partial).catch(() => { });
            await removeEmptyFolders(this.location, (0,external_node_path_.dirname)(path));
            throw error;
        }
    }
    async *get(key, { signal }) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const path = this.#pathOf(key);
            signal.throwIfAborted();
            if ((await this.#find(path)) === undefined)
                throw missing(path);
            const file = folder_addDisposableResource(env_1, await this.#open(path), true);
            for (;;) {
                const buffer = Buffer.allocUnsafe(readBytes);
                const { bytesRead } = await this.#io('read', path, file.read(buffer, 0, readBytes));
                signal.throwIfAborted();
                if (bytesRead === 0)
                    return;
                yield buffer.subarray(0, bytesRead);
                signal.throwIfAborted();
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = folder_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    async stat(key) {
        const found = await this.#find(this.#pathOf(key));
        return found && { bytes: found.size };
    }
    async *list(keyPrefix) {
        for await (const { key, name, path } of this.#walk(keyPrefix)) {
            if (!key.startsWith(keyPrefix) || wholeName(name) !== undefined)
                continue;
            const stats = await this.#statsOf(path);
            if (stats !== undefined)
                yield { key, bytes: stats.size, modifiedAt: stats.mtime };
        }
    }
    async delete(keys) {
        const paths = keys.map((key) => this.#pathOf(key));
        const left = [];
        for (const [at, path] of paths.entries()) {
            await this.#remove(path).catch((error) => {
                left.push({ key: keys[at], ...(meaningOf(error) ?? { why: (0,errors/* messageOf */.bD)(error) }) });
            });
        }
        for (const folder of new Set(paths.map((path) => (0,external_node_path_.dirname)(path)))) {
            await removeEmptyFolders(this.location, folder);
        }
        // Whoever removes a manifest first, and then what it names, wants to find it so after a power cut as well.
        await this.#io('delete', this.location, syncIfThere(this.location));
        if (left.length > 0)
            throw (0,undeleted/* undeletedError */.h)(this.location, left);
    }
    async *listUnfinished(keyPrefix) {
        for await (const { key, name, path } of this.#walk(keyPrefix)) {
            const whole = wholeName(name);
            if (whole === undefined)
                continue;
            const wholeKey = key.slice(0, -name.length) + whole;
            if (!wholeKey.startsWith(keyPrefix))
                continue;
            const stats = await this.#statsOf(path);
            // The last write, not the first: a file that is still growing is not an old one.
            if (stats !== undefined)
                yield { key: wholeKey, startedAt: stats.mtime, id: name };
        }
    }
    async discard({ key, id }) {
        const path = this.#pathOf(key);
        if (wholeName(id) !== (0,external_node_path_.basename)(path))
            throw new errors/* PgdrillError */.ZA(`cannot discard ${id}: it is no partial file of ${path}`);
        await this.#io('delete', path, this.#remove((0,external_node_path_.join)((0,external_node_path_.dirname)(path), id)));
        await removeEmptyFolders(this.location, (0,external_node_path_.dirname)(path));
    }
    #pathOf(key) {
        (0,store/* checkKey */.yR)(key);
        const path = (0,external_node_path_.join)(this.location, key);
        if (wholeName((0,external_node_path_.basename)(path)) === undefined)
            return path;
        throw new errors/* PgdrillError */.ZA(`cannot use ${JSON.stringify(key)} as an object's key: such names are for partial files`);
    }
    async #refuseTaken(path) {
        const stats = await this.#statsOf(path);
        if (stats?.isDirectory())
            throw new errors/* PgdrillError */.ZA(`cannot write ${path}: there is a folder of that name`);
        if (stats !== undefined)
            throw taken(path);
    }
    /** The regular file at `path`, or undefined. A link is refused: it could lead anywhere. */
    async #find(path) {
        const stats = await this.#statsOf(path);
        if (stats?.isSymbolicLink())
            throw new errors/* PgdrillError */.ZA(`cannot use ${path}: it is a symbolic link`);
        return stats?.isFile() ? stats : undefined;
    }
    /** What is at `path`, unless a link on the way to it leads out of the root. */
    async #statsOf(path) {
        try {
            await stayInside(this.location, (0,external_node_path_.dirname)(path));
            return await (0,promises_.lstat)(path);
        }
        catch (error) {
            if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? ''))
                return undefined;
            throw folderError('read', path, error);
        }
    }
    async #open(path) {
        try {
            return await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW);
        }
        catch (error) {
            throw systemCode(error) === 'ENOENT' ? missing(path) : folderError('read', path, error);
        }
    }
    async #write(partial, path, chunks) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const file = folder_addDisposableResource(env_2, await this.#io('write', path, (0,promises_.open)(partial, 'wx', 0o600)), true);
            for await (const chunk of chunks)
                await this.#io('write', path, writeAll(file, chunk));
            await this.#io('write', path, file.sync());
            await this.#io('write', path, file.close()); // here, not at the brace: NFS reports a full disk as late as this
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = folder_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    async #remove(path) {
        const stats = await this.#statsOf(path);
        if (stats === undefined || stats.isDirectory())
            return;
        await (0,promises_.unlink)(path);
    }
    async *#walk(keyPrefix) {
        try {
            yield* walk(this.location, keyPrefix);
        }
        catch (error) {
            throw folderError('list', this.location, error);
        }
    }
    #io(doing, path, work) {
        return work.catch((error) => {
            throw folderError(doing, path, error);
        });
    }
}
function taken(path) {
    return new store/* ObjectExistsError */.qs(`cannot write ${path}: it exists already`);
}
function missing(path) {
    return new store/* ObjectMissingError */.ox(`cannot read ${path}: there is no such file`);
}
/** A write to a file may be short, when the disk is nearly full or a signal comes. */
async function writeAll(file, chunk) {
    for (let at = 0; at < chunk.length;) {
        const { bytesWritten } = await file.write(chunk, at, chunk.length - at);
        at += bytesWritten;
    }
}
async function syncIfThere(folder) {
    await syncFolder(folder).catch((error) => {
        if (systemCode(error) !== 'ENOENT')
            throw error;
    });
}
;// CONCATENATED MODULE: ./build/entries/stores.js

/** Opens the stores; the AWS SDK is loaded only when one of them is a bucket, for it costs 90 ms of start. */
function openStores(settings) {
    return Promise.all(settings.map(stores_open));
}
async function stores_open(settings) {
    if (settings.kind === 'folder')
        return openFolderStore(settings.path);
    const { openS3Store } = await Promise.all(/* import() */[__nccwpck_require__.e(711), __nccwpck_require__.e(241)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7241));
    return openS3Store(settings);
}

/***/ }),

/***/ 9473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ SettingsError),
/* harmony export */   Ko: () => (/* binding */ StoppedError),
/* harmony export */   ZA: () => (/* binding */ PgdrillError),
/* harmony export */   bD: () => (/* binding */ messageOf)
/* harmony export */ });
/* unused harmony export InconclusiveError */
/** A failure pgdrill understands: shown as its message, never with a stack. Exit code 1. */
class PgdrillError extends Error {
    name = 'PgdrillError';
    exitCode = 1;
    /** What was attempted and why it failed, without the cure. */
    what;
    cure;
    constructor(what, { cure, cause } = {}) {
        super(cure === undefined ? what : `${what}; ${cure}`, cause === undefined ? {} : { cause });
        this.what = what;
        this.cure = cure;
    }
}
/** Settings that cannot be used, all problems at once; nothing has been contacted yet. Exit code 2. */
class SettingsError extends PgdrillError {
    name = 'SettingsError';
    exitCode = 2;
    problems;
    constructor(problems) {
        super(problems.join('\n'));
        this.problems = problems;
    }
}
/** It could not be tried, so nothing was proved either way. Exit code 3. */
class InconclusiveError extends (/* unused pure expression or super */ null && (PgdrillError)) {
    name = 'InconclusiveError';
    exitCode = 3;
}
/** Stopped by a signal, after cleaning up. Exit code 128 + the signal's number. */
class StoppedError extends PgdrillError {
    name = 'StoppedError';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}`);
        this.exitCode = signal === 'SIGINT' ? 130 : 143;
    }
}
/** The message of anything thrown, without a stack. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

/***/ }),

/***/ 1493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  p: () => (/* binding */ list)
});

;// CONCATENATED MODULE: ./build/catalog/at-once.js
/** Applies `act` to every item, at most `limit` at once, and gives the results in the items' order. The first error ends it. */
async function mapAtOnce(items, limit, act) {
    const results = [];
    const queue = items.entries();
    const worker = async () => {
        // All workers draw from one iterator, so each item is taken once.
        for (const [index, item] of queue)
            results[index] = await act(item);
    };
    await Promise.all(Array.from({ length: limit }, worker));
    return results;
}
// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog = __nccwpck_require__(9063);
// EXTERNAL MODULE: ./build/errors.js
var errors = __nccwpck_require__(9473);
// EXTERNAL MODULE: ./build/store/store.js
var store_store = __nccwpck_require__(4899);
// EXTERNAL MODULE: ./build/catalog/drill.js
var catalog_drill = __nccwpck_require__(1889);
// EXTERNAL MODULE: ./build/catalog/manifest.js
var catalog_manifest = __nccwpck_require__(9227);
;// CONCATENATED MODULE: ./build/catalog/copy.js




/** Reads the manifest and the drill record of what a listing showed. Rejects only when stopped. */
async function readCopy(store, entry, hasManifest, options) {
    const drill = await tryTo(async () => (entry.hasDrill ? (0,catalog_drill/* readDrill */.I)(store, entry.stem, options) : undefined), options);
    const found = { entry, ...(drill.value && { drill: drill.value }) };
    const problems = drill.error ? [drill.error.message] : [];
    if (!hasManifest)
        return { ...found, state: 'uncommitted', problems };
    const manifest = await tryTo(() => (0,catalog_manifest/* readManifest */.WI)(store, entry.stem, options), options);
    if (manifest.error instanceof store_store/* ObjectMissingError */.ox)
        return { state: 'missing', problems: [] };
    if (manifest.error)
        return { ...found, state: 'unreadable', problems: [manifest.error.message, ...problems] };
    const wrong = contradictions(manifest.value, entry);
    const state = wrong.length === 0 ? 'committed' : 'damaged';
    return { ...found, manifest: manifest.value, state, problems: [...wrong, ...problems] };
}
async function tryTo(read, { signal }) {
    try {
        return { value: await read() };
    }
    catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        return { error };
    }
}
function contradictions({ objects }, entry) {
    const listed = new Map(entry.objects.map(({ key, bytes }) => [key, bytes]));
    return objects.flatMap(({ key, bytes }) => {
        const found = listed.get(key);
        if (found === undefined)
            return [`${key} is gone`];
        return found === bytes ? [] : [`${key} is ${found} bytes, its manifest says ${bytes}`];
    });
}
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __nccwpck_require__(4532);
;// CONCATENATED MODULE: ./build/list.js





// Enough to hide a bucket's latency, few enough for any server.
const readsAtOnce = 8;
/**
 * Lists backups, and what is no backup of the same naming. A store that cannot be listed is shown as such beside others.
 * @throws PgdrillError when none can be
 */
async function list(stores, request) {
    const shelves = await Promise.all(stores.map((store) => readShelf(store, request)));
    refuseWithoutAny(shelves);
    const stems = stemsOn(shelves);
    const chosen = newestOfEachName(stems, request.limit);
    const backups = await mapAtOnce(chosen, readsAtOnce, async (stem) => {
        const copies = await Promise.all(shelves.map((shelf) => copyOn(shelf, stem.stem, request)));
        return listed(stem, copies);
    });
    return {
        name: request.name ?? null,
        stores: shelves.map(({ store, error }) => ({
            location: store.location,
            problem: error?.message ?? null,
        })),
        backups,
        omitted: stems.length - chosen.length,
    };
}
async function readShelf(store, { name }) {
    try {
        const catalogs = name === undefined ? [...(await (0,catalog/* readCatalogs */.rJ)(store)).values()] : [await (0,catalog/* readCatalog */.uM)(store, name)];
        return { store, found: new Map(catalogs.flatMap(entriesOf).map((each) => [each.entry.stem, each])) };
    }
    catch (error) {
        if (!(error instanceof errors/* PgdrillError */.ZA))
            throw error;
        return { store, found: new Map(), error };
    }
}
function entriesOf({ backups, damaged, uncommitted }) {
    const withManifest = [...backups, ...damaged].map((entry) => ({ entry, hasManifest: true }));
    return [...withManifest, ...uncommitted.map((entry) => ({ entry, hasManifest: false }))];
}
function refuseWithoutAny(shelves) {
    const [first] = shelves;
    if (first?.error && shelves.every(({ error }) => error))
        throw first.error;
}
function stemsOn(shelves) {
    const entries = shelves.flatMap(({ found }) => [...found.values()].map(({ entry }) => entry));
    return [...new Map(entries.map((entry) => [entry.stem, entry])).values()];
}
function newestOfEachName(stems, limit) {
    const names = [...Map.groupBy(stems, ({ name }) => name)].sort(([a], [b]) => (a < b ? -1 : 1));
    return names.flatMap(([, each]) => each.sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime()).slice(0, limit));
}
async function copyOn({ store, found, error }, stem, request) {
    const held = found.get(stem);
    if (held)
        return readCopy(store, held.entry, held.hasManifest, request);
    return { state: error ? 'unknown' : 'missing', problems: [] };
}
// What a backup is, its first whole copy says; a damaged one's manifest, or the dump's name, when there is none.
function listed({ stem, name, takenAt }, copies) {
    const best = copies.find(({ state }) => state === 'committed') ?? copies.find(({ manifest }) => manifest);
    const { manifest, entry } = best ?? copies.find((copy) => copy.entry) ?? {};
    return {
        backup: stem,
        name,
        takenAt,
        bytes: entry?.bytes ?? null,
        format: manifest?.dump.format ?? (entry && formatOf(entry)) ?? null,
        tables: manifest?.tables ?? null,
        rows: manifest?.rows ?? null,
        drill: lastDrill(copies),
        copies: copies.map((copy) => ({
            state: copy.state,
            bytes: copy.entry?.bytes ?? null,
            problems: copy.problems,
        })),
    };
}
function formatOf({ objects }) {
    const dump = objects.map(({ key }) => (0,names/* parseKey */.Do)(key)).find((key) => key?.part === 'dump');
    return dump?.part === 'dump' ? dump.format : null;
}
function lastDrill(copies) {
    const drills = copies.flatMap(({ drill }) => drill ?? []);
    const [last] = drills.sort((a, b) => b.drilledAt.getTime() - a.drilledAt.getTime());
    return last ? { verdict: last.verdict, drilledAt: last.drilledAt } : null;
}

/***/ }),

/***/ 2992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   R5: () => (/* binding */ sslModes),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   qU: () => (/* binding */ isSocket)
/* harmony export */ });
/** libpq's sslmode, meaning what its documentation says ("SSL Mode Descriptions"). */
const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
/** The environment for pg_dump, pg_dumpall and psql: the password travels here and never in argv. */
function childEnvironment(connection) {
    const { ssl, password } = connection;
    const given = {
        PGHOST: connection.host,
        PGPORT: String(connection.port),
        PGDATABASE: connection.database,
        PGUSER: connection.user,
        PGPASSWORD: password,
        PGSSLMODE: ssl.mode,
        PGSSLROOTCERT: ssl.rootCertificate,
        PGSSLCERT: ssl.certificate,
        PGSSLKEY: ssl.key,
        PGAPPNAME: 'pgdrill',
        // pg_dump writes times with time zone in the session's zone: a dump is to be the same wherever it is made.
        PGTZ: 'UTC',
        // The messages are read: to find the table that was refused, the lock that was waited for.
        LC_ALL: 'C',
    };
    const set = Object.entries(given).filter((entry) => entry[1] !== undefined);
    return {
        PGCONNECT_TIMEOUT: '15',
        ...connection.environment,
        ...connection.others,
        ...Object.fromEntries(set),
    };
}
/** `database "shop" as "app" at db.example.org:5432`, for messages; never the password. */
function describe(connection) {
    const { user, host, port, database } = connection;
    const place = isSocket(connection)
        ? `${host} (port ${port})`
        : `${host.includes(':') ? `[${host}]` : host}:${port}`;
    return `database "${database}" as "${user}" at ${place}`;
}
/** Whether the connection is through a unix socket, where libpq does not speak TLS. */
function isSocket({ host }) {
    return host.startsWith('/') || host.startsWith('@');
}

/***/ }),

/***/ 4230:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  R: () => (/* binding */ prune)
});

// EXTERNAL MODULE: ./build/catalog/catalog.js
var catalog_catalog = __nccwpck_require__(9063);
// EXTERNAL MODULE: ./build/errors.js
var build_errors = __nccwpck_require__(9473);
// EXTERNAL MODULE: ./build/catalog/names.js
var names = __nccwpck_require__(4532);
;// CONCATENATED MODULE: ./build/catalog/remove.js



/**
 * Removes entries of `name`, then unfinished writes. All manifests go first, and where one stays so does its dump:
 * whatever stops it, what is left is either a whole backup or none. An error does not keep the rest from going.
 * @throws PgdrillError that says what could not be removed and what is left
 */
async function removeAll(store, name, { entries, unfinished }, { signal }) {
    const errors = [];
    const attempt = async (act) => {
        signal.throwIfAborted();
        await act().catch((error) => errors.push(error));
    };
    await attempt(() => deleteKeys(store, entries, isManifest));
    const bare = errors.length === 0 ? entries : (await stillThere(store, name, entries)).bare;
    await attempt(() => deleteKeys(store, bare, (key) => !isManifest(key)));
    const left = errors.length === 0 ? [] : (await stillThere(store, name, entries)).left;
    for (const each of unfinished)
        await attempt(() => store.discard(each));
    if (errors.length > 0)
        throw removalError(store, errors, entries.length, left);
}
async function deleteKeys(store, entries, chosen) {
    const keys = entries.flatMap(({ objects }) => objects.map(({ key }) => key).filter(chosen));
    if (keys.length > 0)
        await store.delete(keys);
}
function isManifest(key) {
    return (0,names/* parseKey */.Do)(key)?.part === 'manifest';
}
// A store's error names keys for people. What is really left, and of that what has lost its manifest, only a new listing
// tells; without one all counts as left.
async function stillThere(store, name, entries) {
    const catalog = await (0,catalog_catalog/* readCatalog */.uM)(store, name).catch(() => undefined);
    if (catalog === undefined)
        return { left: entries, bare: [] };
    const bare = new Set(catalog.uncommitted.map(({ stem }) => stem));
    const whole = new Set([...catalog.backups, ...catalog.damaged].map(({ stem }) => stem));
    return {
        left: entries.filter(({ stem }) => bare.has(stem) || whole.has(stem)),
        bare: entries.filter(({ stem }) => bare.has(stem)),
    };
}
function removalError({ location }, errors, count, left) {
    const [first, ...others] = errors;
    const { what, cure } = first instanceof build_errors/* PgdrillError */.ZA ? first : { what: (0,build_errors/* messageOf */.bD)(first), cure: undefined };
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const rest = left.length === 0 ? '' : `; ${left.length} of ${count} backups are left: ${named(left)}`;
    return new build_errors/* PgdrillError */.ZA(`cannot remove all from ${location}: ${what}${more}${rest}`, {
        cause: first,
        ...(cure === undefined ? {} : { cure }),
    });
}
function named(entries) {
    const stems = entries.slice(0, 5).map(({ stem }) => stem);
    return entries.length > stems.length ? `${stems.join(', ')}, ...` : stems.join(', ');
}
// EXTERNAL MODULE: ./build/catalog/drill.js
var catalog_drill = __nccwpck_require__(1889);
// EXTERNAL MODULE: ./build/catalog/record.js
var record = __nccwpck_require__(8291);
;// CONCATENATED MODULE: ./build/catalog/verified.js


/**
 * Looks for the newest verified backup. Reads drill records from the newest on, where there are any, and stops at the
 * first that verifies. A store that cannot be read is an error, not a backup without a verdict.
 */
async function findVerified(store, backups, options) {
    const unreadable = [];
    for (const backup of backups.filter(({ hasDrill }) => hasDrill)) {
        try {
            const drill = await (0,catalog_drill/* readDrill */.I)(store, backup.stem, options);
            if (drill?.verdict === 'verified')
                return { newest: backup, unreadable };
        }
        catch (error) {
            if (!(error instanceof record/* UnreadableRecordError */.PC))
                throw error;
            unreadable.push({ backup, error });
        }
    }
    return { newest: undefined, unreadable };
}
// EXTERNAL MODULE: ./build/report/human.js
var human = __nccwpck_require__(8782);
;// CONCATENATED MODULE: ./build/report/prune-lines.js

/** What a prune does or, in a dry run, would do, a line each with its reason; a dry run also tells what stays. */
function pruneLines(result) {
    const { mode, uncommitted, unfinished } = result;
    const removes = mode === 'dry-run' ? 'would remove' : 'removes';
    const line = (verb) => (each) => `${verb} ${each.backup} (${(0,human/* formatBytes */.z3)(each.bytes)}): ${each.because}`;
    return [
        ...(mode === 'dry-run'
            ? [...result.keep, ...uncommitted.keep, ...result.damaged].map(line('keeps'))
            : []),
        ...[...result.remove, ...uncommitted.remove].map(line(removes)),
        ...unfinished.remove.map(({ key, because }) => `${removes} ${key}: ${because}`),
    ];
}
/** `kept 30 backups and removed 2 (1.2 GB) in s3://bucket/prefix` */
function pruneTotal({ mode, keep, remove, uncommitted, unfinished, freedBytes, location, }) {
    const others = [
        uncommitted.remove.length > 0 && (0,human/* counted */.hS)(uncommitted.remove.length, 'uncommitted dump'),
        unfinished.remove.length > 0 && (0,human/* counted */.hS)(unfinished.remove.length, 'unfinished write'),
    ].filter((text) => text !== false);
    const removed = [(0,human/* counted */.hS)(remove.length, 'backup'), ...others].join(', ');
    const verbs = mode === 'dry-run' ? ['would keep', 'remove'] : ['kept', 'removed'];
    return `${verbs[0]} ${(0,human/* counted */.hS)(keep.length, 'backup')} and ${verbs[1]} ${removed} (${(0,human/* formatBytes */.z3)(freedBytes)}) in ${location}`;
}
;// CONCATENATED MODULE: ./build/retention/decided.js
/** Sorts things by whether there is a reason to keep them. */
function decide(things, reasonToKeep, reasonToRemove) {
    const keep = [];
    const remove = [];
    for (const thing of things) {
        const because = reasonToKeep(thing);
        if (because === undefined)
            remove.push({ ...thing, because: reasonToRemove });
        else
            keep.push({ ...thing, because });
    }
    return { keep, remove };
}
/** Newest first, whatever order they came in. */
function newestFirst(entries) {
    return entries.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
}
;// CONCATENATED MODULE: ./build/retention/periods.js
/** The periods that a rule can keep one backup of, each with what tells one period from the next. All in UTC. */
const periods = {
    hourly: (time) => time.toISOString().slice(0, 13),
    daily: (time) => time.toISOString().slice(0, 10),
    weekly: mondayOf,
    monthly: (time) => time.toISOString().slice(0, 7),
    yearly: (time) => time.toISOString().slice(0, 4),
};
// An ISO week begins on Monday, and its Monday names it: no week 53 and no year's end to get wrong.
function mondayOf(time) {
    const monday = new Date(time);
    monday.setUTCDate(time.getUTCDate() - ((time.getUTCDay() + 6) % 7));
    return monday.toISOString().slice(0, 10);
}
;// CONCATENATED MODULE: ./build/retention/policy.js
const defaultPolicy = {
    keepDays: 30,
    keepLast: 0,
    keepHourly: 0,
    keepDaily: 0,
    keepWeekly: 0,
    keepMonthly: 0,
    keepYearly: 0,
    keepMin: 1,
};
/** Refuses a policy that would compare with NaN or keep nothing at all. @throws RangeError */
function checkPolicy(policy) {
    for (const [rule, value] of Object.entries(policy)) {
        const least = rule === 'keepMin' ? 1 : 0;
        if (Number.isSafeInteger(value) && value >= least)
            continue;
        throw new RangeError(`${rule} is ${value}, not a whole number of at least ${least}`);
    }
}
/** Whether no rule is on: then nobody has said what may go. */
function keepsByNoRule({ keepMin: _, ...rules }) {
    return Object.values(rules).every((value) => value === 0);
}
/** Whether `time` is more than `limit` milliseconds before `now`. */
function isOlder(time, limit, now) {
    return now.getTime() - time.getTime() > limit;
}
const hour = 3_600_000;
const day = 24 * hour;
/** A limit in days, for a reason: `30 days`, `1 day`. */
function daysText(days) {
    return days === 1 ? '1 day' : `${days} days`;
}
;// CONCATENATED MODULE: ./build/retention/backups.js



/** Decides on committed backups. `held` gives stems that stay whatever the rules say, and why. */
function planBackups(backups, held, policy, now) {
    const sorted = newestFirst(backups);
    const reasons = Map.groupBy(reasonsToKeep(sorted, held, policy, now), ({ stem }) => stem);
    const toKeep = ({ stem }) => reasons
        .get(stem)
        ?.map(({ reason }) => reason)
        .join(', ');
    return decide(sorted, toKeep, reasonToRemove(policy));
}
function* reasonsToKeep(sorted, held, policy, now) {
    for (const [stem, reason] of held)
        yield { stem, reason };
    const future = (backup) => backup.takenAt > now;
    // A clock was wrong. It stays, and takes no real backup's place in a rule.
    for (const { stem } of sorted.filter(future))
        yield { stem, reason: 'taken in the future' };
    const past = sorted.filter((backup) => !future(backup));
    yield* newest(past, policy.keepMin, (nth, of) => `newest ${nth} of ${of} (keep-min)`);
    if (keepsByNoRule(policy))
        for (const { stem } of past)
            yield { stem, reason: 'no keep rule is set' };
    yield* young(past, policy.keepDays, now);
    yield* newest(past, policy.keepLast, (nth, of) => `last ${nth} of ${of}`);
    yield* newestOfEach(past, 'hourly', policy.keepHourly);
    yield* newestOfEach(past, 'daily', policy.keepDaily);
    yield* newestOfEach(past, 'weekly', policy.keepWeekly);
    yield* newestOfEach(past, 'monthly', policy.keepMonthly);
    yield* newestOfEach(past, 'yearly', policy.keepYearly);
}
function* young(sorted, keepDays, now) {
    if (keepDays === 0)
        return;
    for (const { stem, takenAt } of sorted) {
        if (isOlder(takenAt, keepDays * day, now))
            return;
        yield { stem, reason: `not older than ${daysText(keepDays)}` };
    }
}
function* newest(sorted, limit, reason) {
    for (const [index, { stem }] of sorted.slice(0, limit).entries()) {
        yield { stem, reason: reason(index + 1, limit) };
    }
}
function newestOfEach(sorted, period, limit) {
    const firstOfEach = sorted.filter((backup, index) => {
        const newer = sorted[index - 1];
        return !newer || periods[period](newer.takenAt) !== periods[period](backup.takenAt);
    });
    return newest(firstOfEach, limit, (nth, of) => `${period} ${nth} of ${of}`);
}
function reasonToRemove({ keepDays }) {
    return keepDays === 0 ? 'no rule keeps it' : `older than ${daysText(keepDays)}, and no other rule keeps it`;
}
;// CONCATENATED MODULE: ./build/retention/leftovers.js


/** Longer than any backup runs: what was written to since may be one that is still running. */
const inFlightHours = 48;
/** Decides on stems without a manifest; `committed` tells whether the store holds a backup of the same name. */
function planUncommitted(uncommitted, committed, policy, now) {
    return decide(newestFirst(uncommitted), (leftover) => reasonToKeep(leftover, committed, policy, now), `uncommitted and older than ${daysText(policy.keepDays)}`);
}
function reasonToKeep({ takenAt, modifiedAt }, committed, { keepDays }, now) {
    if (!isOlder(modifiedAt, inFlightHours * hour, now)) {
        return `written to in the last ${inFlightHours} hours, its backup may be running`;
    }
    // An older script's dumps are somebody's backups: without a limit in days nobody has said that they may go.
    if (keepDays === 0)
        return 'keep-days is 0';
    if (!isOlder(takenAt, keepDays * day, now))
        return `not older than ${daysText(keepDays)}`;
    if (!committed)
        return 'there is no committed backup';
    return undefined;
}
/** Keeps every manifest whose dump is gone: deleting it would hide a loss. */
function keepDamaged(damaged) {
    const because = 'its dump is gone from the store; find out why, then delete it by hand';
    return newestFirst(damaged).map((entry) => ({ ...entry, because }));
}
/** Decides on partial files and open uploads. */
function planUnfinished(unfinished, now) {
    const begun = (how) => `unfinished, begun ${how} than ${inFlightHours} hours ago`;
    return decide(unfinished.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)), ({ startedAt }) => (isOlder(startedAt, inFlightHours * hour, now) ? undefined : begun('not more')), begun('more'));
}
function orderOf({ startedAt, key, id }) {
    return `${startedAt.toISOString()} ${key} ${id}`;
}
;// CONCATENATED MODULE: ./build/retention/plan.js



/**
 * Decides what a prune removes. Pure: the same contents in any order give the same plan. Where there is a committed
 * backup, at least one stays. Specified in docs/retention.md. @throws RangeError on a policy that is none
 */
function planPrune(contents, policy, now) {
    checkPolicy(policy);
    if (Number.isNaN(now.getTime()))
        throw new RangeError('now is not a time');
    const { backups, uncommitted, damaged, unfinished, held } = contents;
    return {
        ...planBackups(backups, held, policy, now),
        uncommitted: planUncommitted(uncommitted, backups.length > 0, policy, now),
        damaged: keepDamaged(damaged),
        unfinished: planUnfinished(unfinished, now),
    };
}
;// CONCATENATED MODULE: ./build/prune.js






/** Removes from one store what the policy lets go. @throws PgdrillError that says what is left */
async function prune(store, request) {
    const catalog = await (0,catalog_catalog/* readCatalog */.uM)(store, request.name);
    refuseWithout(request.justMade, catalog.backups, store);
    const unfinished = await (0,catalog_catalog/* readUnfinished */.ML)(store, request.name);
    const held = await heldBackups(store, catalog.backups, request);
    const plan = planPrune({ ...catalog, unfinished, held }, request.policy, request.now);
    const result = resultOf(plan, store, request);
    announce(result, request.report);
    if (request.mode === 'delete')
        await removeAll(store, request.name, doomedBy(plan), request);
    request.report.info(pruneTotal(result));
    return result;
}
// A listing that lacks what was just written is not one to delete by.
function refuseWithout(justMade, backups, { location }) {
    if (justMade === undefined || backups.some(({ stem }) => stem === justMade))
        return;
    throw new build_errors/* PgdrillError */.ZA(`cannot prune ${location}: its listing lacks ${justMade}, which was just made`, {
        cure: 'look whether the store holds it, then run pgdrill prune',
    });
}
async function heldBackups(store, backups, { justMade, signal, report }) {
    const held = new Map();
    if (justMade !== undefined)
        held.set(justMade, 'just made');
    const { newest, unreadable } = await findVerified(store, backups, { signal });
    for (const { backup, error } of unreadable) {
        report.warning(`${error.message}; its backup is kept, for it may be the newest verified one`);
        held.set(backup.stem, 'may be the newest verified: its drill record cannot be read');
    }
    if (newest)
        held.set(newest.stem, 'newest verified');
    return held;
}
function announce(result, report) {
    for (const line of pruneLines(result))
        report.info(line);
    for (const { backup, because } of result.damaged)
        report.warning(`${backup} is damaged: ${because}`);
}
function doomedBy({ remove, uncommitted, unfinished }) {
    return { entries: [...remove, ...uncommitted.remove], unfinished: unfinished.remove };
}
function resultOf(plan, { location }, { name, mode }) {
    return {
        location,
        name,
        mode,
        ...prunedOf(plan),
        uncommitted: prunedOf(plan.uncommitted),
        damaged: plan.damaged.map(pruned),
        unfinished: plan.unfinished,
        freedBytes: doomedBy(plan).entries.reduce((sum, { bytes }) => sum + bytes, 0),
    };
}
function prunedOf({ keep, remove }) {
    return { keep: keep.map(pruned), remove: remove.map(pruned) };
}
function pruned({ stem, takenAt, bytes, because }) {
    return { backup: stem, takenAt, bytes, because };
}

/***/ }),

/***/ 9595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ backupLines)
/* harmony export */ });
/* harmony import */ var _human_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8782);

/** A backup's result for a person: its name, where it is, what is in it. */
function backupLines({ manifest, locations, storedBytes, durationMs }) {
    const { backup, tables, rows, objects } = manifest;
    const contents = tables === null ? [] : [(0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(tables, 'table')];
    if (rows !== null)
        contents.push((0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .hS)(rows, 'row'));
    return [
        backup,
        ...locations.map((location) => `  ${location}/${objects[0]?.key}`),
        `  ${[...contents, (0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(storedBytes), (0,_human_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(durationMs)].join(', ')}`,
    ].join('\n');
}

/***/ }),

/***/ 7150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ ConsoleReport)
/* harmony export */ });
const redrawMs = 200;
const logMs = 10_000;
const clearLine = '\r\u001b[2K';
/** A report for people at a terminal, and for log files. */
class ConsoleReport {
    #terminal;
    #redact;
    #shown = false;
    constructor(terminal, redact) {
        this.#terminal = terminal;
        this.#redact = redact;
    }
    info(text) {
        this.#line(text);
    }
    warning(text) {
        this.#line(`warning: ${text}`);
    }
    error(text) {
        this.#line(`error: ${text}`);
    }
    track(describe) {
        const isTerminal = this.#terminal.isTTY === true;
        const show = () => (isTerminal ? this.#redraw(describe()) : this.info(describe()));
        const timer = setInterval(show, isTerminal ? redrawMs : logMs);
        return {
            [Symbol.dispose]: () => {
                clearInterval(timer);
                this.#clear();
            },
        };
    }
    #line(text) {
        this.#clear();
        this.#terminal.write(`${printable(this.#redact(text))}\n`);
    }
    #redraw(text) {
        this.#shown = true;
        this.#terminal.write(clearLine + printable(this.#redact(text)).slice(0, (this.#terminal.columns ?? 80) - 1));
    }
    #clear() {
        if (this.#shown)
            this.#terminal.write(clearLine);
        this.#shown = false;
    }
}
/** A server's message can hold what a terminal obeys; it is shown, not obeyed. */
function printable(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

/***/ }),

/***/ 8782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   nV: () => (/* binding */ formatAge),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
/** Decimal units, as bucket bills and disk labels count them: `0 B`, `1.2 GB`, `927 MB`. */
function formatBytes(bytes) {
    let value = Math.round(bytes);
    let unit = 0;
    // From 999.5 on it would be printed as 1000 of the smaller unit.
    while (value >= (unit === 0 ? 1000 : 999.5) && unit < byteUnits.length - 1) {
        value /= 1000;
        unit += 1;
    }
    const digits = unit === 0 || value >= 99.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${byteUnits[unit]}`;
}
/** Digits in groups of three: `1,234,567`. */
function formatCount(count) {
    // Not toLocaleString: its first call loads ICU, 30 ms that a short command would feel.
    return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** A count and its noun: `1 table`, `20 tables`, `2 entries` when told the plural. */
function counted(count, noun, plural = `${noun}s`) {
    return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
/** Time spent: `0.4 s`, `12 s`, `3 min 4 s`, `2 h 5 min`. */
function formatDuration(milliseconds) {
    const exact = Math.max(0, milliseconds) / 1000;
    if (exact < 9.95)
        return `${exact.toFixed(1)} s`;
    const seconds = Math.round(exact);
    if (seconds < 60)
        return `${seconds} s`;
    if (seconds < 3600)
        return joined(Math.floor(seconds / 60), 'min', seconds % 60, 's');
    const minutes = Math.round(exact / 60);
    return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
function joined(big, bigUnit, small, smallUnit) {
    return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}
/** How old something is, in whole units passed: `12 seconds`, `47 hours`, `2 days`; `in 3 hours` when yet to come. */
function formatAge(milliseconds) {
    const text = wholeUnits(Math.abs(milliseconds) / 1000);
    return milliseconds < 0 ? `in ${text}` : text;
}
function wholeUnits(seconds) {
    if (seconds < 60)
        return counted(Math.floor(seconds), 'second');
    if (seconds < 3600)
        return counted(Math.floor(seconds / 60), 'minute');
    if (seconds < 2 * 86_400)
        return counted(Math.floor(seconds / 3600), 'hour');
    return counted(Math.floor(seconds / 86_400), 'day');
}

/***/ }),

/***/ 3934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  p: () => (/* binding */ renderList)
});

// EXTERNAL MODULE: ./build/report/human.js
var human = __nccwpck_require__(8782);
;// CONCATENATED MODULE: ./build/report/table.js
/** Columns padded to their widest cell, two spaces between them, no spaces at a line's end. */
function renderTable(columns, rows) {
    const cells = [columns.map(({ title }) => title), ...rows].map((row) => row.map(printable));
    const widths = columns.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
    const lines = cells.map((row) => columns.map((column, index) => pad(row[index] ?? '', widths[index] ?? 0, column)));
    return lines.map((line) => `${line.join('  ').trimEnd()}\n`).join('');
}
/** Text as a terminal can show it without obeying it: what controls the terminal or turns the writing becomes `?`. */
function printable(text) {
    return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
}
function pad(text, width, { align = 'left' }) {
    const space = ' '.repeat(width - widthOf(text));
    return align === 'left' ? text + space : space + text;
}
const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u;
// Near enough for a folder's name: accents take no room of their own, East Asian letters take two columns.
function widthOf(text) {
    if (/^[ -~]*$/.test(text))
        return text.length;
    return [...text.normalize('NFC').replace(/\p{Mark}/gu, '')].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);
}
;// CONCATENATED MODULE: ./build/report/list-table.js


const columns = [
    { title: 'BACKUP' },
    { title: 'AGE', align: 'right' },
    { title: 'SIZE', align: 'right' },
    { title: 'FORMAT' },
    { title: 'TABLES', align: 'right' },
    { title: 'ROWS', align: 'right' },
    { title: 'DRILL' },
];
/** A listing for a terminal: a line each backup, a column each store, and below what is wrong. */
function renderList(listing, now) {
    const { stores, backups, omitted } = listing;
    const table = backups.length === 0
        ? nothing(listing)
        : renderTable([...columns, ...storeColumns(listing)], rows(listing, now));
    const notes = [
        ...(omitted > 0 ? [`${(0,human/* formatCount */.B4)(omitted)} more not shown`] : []),
        ...stores.flatMap(({ location, problem }) => (problem === null ? [] : [`${location}: ${problem}`])),
        ...backups.flatMap((backup) => problemsOf(backup, listing)),
    ];
    return notes.length === 0 ? table : `${table}\n${notes.map((note) => `${printable(note)}\n`).join('')}`;
}
function nothing({ name, stores }) {
    const where = stores.map(({ location }) => location).join(' and ');
    return `${printable(`no backups${name === null ? '' : ` of ${name}`} in ${where}`)}\n`;
}
function storeColumns({ stores }) {
    return stores.length === 1 ? [{ title: 'STATE' }] : stores.map(({ location }) => ({ title: location }));
}
function rows({ backups }, now) {
    return backups.map(({ backup, takenAt, bytes, format, tables, rows, drill, copies }) => [
        backup,
        (0,human/* formatAge */.nV)(now.getTime() - takenAt.getTime()),
        known(bytes, human/* formatBytes */.z3),
        format ?? '-',
        known(tables, human/* formatCount */.B4),
        known(rows, human/* formatCount */.B4),
        drill?.verdict ?? '-',
        ...copies.map(({ state }) => state),
    ]);
}
function known(value, format) {
    return value === null ? '-' : format(value);
}
function problemsOf({ backup, copies }, { stores }) {
    return copies.flatMap(({ problems }, index) => problems.map((problem) => `${backup} in ${stores[index]?.location}: ${problem}`));
}

/***/ }),

/***/ 4121:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ backupOutputs)
/* harmony export */ });
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4532);

/** What a backup says of itself to machines: the action's outputs, and the keys of `--json`. */
function backupOutputs(result) {
    const { manifest, locations, pruned } = result;
    const dump = manifest.objects[0];
    const at = (key) => locations.map((location) => `${location}/${key}`).join('\n');
    return {
        backup: manifest.backup,
        location: at(dump?.key),
        bytes: dump?.bytes ?? null,
        sha256: dump?.sha256 ?? null,
        tables: manifest.tables,
        rows: manifest.rows,
        'server-major': result.serverMajor,
        'postgres-image': result.postgresImage,
        pruned: pruned.reduce((sum, { mode, remove }) => sum + (mode === 'delete' ? remove.length : 0), 0),
        manifest: at((0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_0__/* .keyOf */ .TN)(manifest.backup, { part: 'manifest' })),
        'duration-seconds': Math.round(result.durationMs / 100) / 10,
    };
}

/***/ }),

/***/ 7234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ redactor)
/* harmony export */ });
// A shorter secret would be found in innocent words, and "***" in their place would give it away.
const shortest = 3;
/** Makes the function through which every line goes before it is shown. */
function redactor(secrets) {
    // The longest first: a URL before the password inside it.
    const known = [...new Set(secrets)]
        .filter(({ length }) => length >= shortest)
        .sort((a, b) => b.length - a.length);
    return (text) => known.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

/***/ }),

/***/ 5612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  W: () => (/* binding */ parseArguments)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./build/settings/closest.js
/** The word that a mistyped one most likely meant, or undefined when none is near. */
function closest(typed, words) {
    const begun = words.filter((word) => typed.length > 1 && word.startsWith(typed));
    if (begun.length === 1)
        return begun[0];
    const [nearest] = words
        .map((word) => ({ word, steps: editSteps(typed, word) }))
        .filter(({ word, steps }) => steps <= Math.max(1, word.length / 4))
        .sort((a, b) => a.steps - b.steps);
    return nearest?.word;
}
/** ` (did you mean --name?)`, or nothing. */
function didYouMean(typed, words, prefix = '') {
    const word = closest(typed, words);
    return word === undefined ? '' : ` (did you mean ${prefix}${word}?)`;
}
/** Levenshtein's distance, and two letters swapped are one step too: how many slips make one word of the other. */
function editSteps(from, to) {
    const steps = [Array.from({ length: to.length + 1 }, (_, x) => x)];
    const at = (y, x) => steps[y]?.[x] ?? Number.POSITIVE_INFINITY;
    for (let y = 1; y <= from.length; y += 1) {
        const row = [y];
        steps.push(row);
        for (let x = 1; x <= to.length; x += 1) {
            const same = from[y - 1] === to[x - 1] ? 0 : 1;
            const swapped = from[y - 1] === to[x - 2] && from[y - 2] === to[x - 1] ? at(y - 2, x - 2) + 1 : Infinity;
            row.push(Math.min(at(y - 1, x) + 1, at(y, x - 1) + 1, at(y - 1, x - 1) + same, swapped));
        }
    }
    return at(from.length, to.length);
}
// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __nccwpck_require__(7279);
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __nccwpck_require__(9907);
// EXTERNAL MODULE: ./build/settings/options.js + 8 modules
var options = __nccwpck_require__(2946);
;// CONCATENATED MODULE: ./build/settings/arguments.js





// parseArgs wants to know what takes a value; what it finds is judged here, where every problem can be noted.
const parseOptions = Object.fromEntries(options/* optionNames */.W6.map((name) => [name, { type: isBare(name) ? 'boolean' : 'string' }]));
const shorts = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'V' } };
/** What people write who come from other programs. */
const saidElsewhere = {
    'dry-run': 'use --prune dry-run',
    verbose: 'progress and details are always logged, to stderr',
    quiet: 'logs go to stderr: send them to /dev/null',
};
function parseArguments(argv, problems) {
    const { tokens } = (0,external_node_util_.parseArgs)({
        args: [...argv],
        options: { ...parseOptions, ...shorts },
        strict: false,
        allowPositionals: true,
        tokens: true,
    });
    const found = { command: undefined, help: false, version: false, given: new Map() };
    const positionals = [];
    const rest = tokens.values();
    for (const token of rest) {
        if (token.kind === 'positional')
            positionals.push(token.value);
        if (token.kind !== 'option')
            continue;
        const next = tokens[tokens.indexOf(token) + 1];
        const following = next?.kind === 'positional' ? next.value : undefined;
        const takesFollowing = take(token, following, found, problems);
        if (takesFollowing)
            rest.next();
    }
    takeWords(positionals, found, problems);
    refuseOthersOptions(found, problems);
    return found;
}
/** Notes an option's value; whether the word that follows was it. */
function take(token, following, found, problems) {
    const { name, rawName, value } = token;
    const denied = name.startsWith('no-') ? name.slice(3) : '';
    if ((0,options/* isOptionName */.RR)(denied) && isBare(denied)) {
        if (value === undefined)
            put(found, denied, 'false');
        else
            problems.add(`cannot use ${rawName} with a value; leave the value out`);
        return false;
    }
    if (!(0,options/* isOptionName */.RR)(name)) {
        problems.add(`there is no option ${rawName}${hint(name)}`);
        // What follows is its value, as far as anybody can tell.
        return value === undefined && following !== undefined;
    }
    return isBare(name) ? takeBare(name, token, following, found) : takeValue(name, token, found, problems);
}
function takeBare(name, { value }, following, found) {
    const { kind } = (0,options/* optionCalled */.RM)(name);
    const own = value === undefined && following !== undefined && accepts(name, following);
    put(found, name, own ? following : (value ?? kind.bare ?? ''));
    return own;
}
function takeValue(name, token, found, problems) {
    const { value, inlineValue, rawName } = token;
    if (value === undefined)
        problems.add(`${rawName} needs a value`);
    else if (!inlineValue && value.startsWith('-'))
        problems.add(`${rawName} needs a value; write one that begins with a dash as ${rawName}=-...`);
    else
        put(found, name, value);
    return false;
}
function put(found, name, text) {
    const { kind } = (0,options/* optionCalled */.RM)(name);
    const before = kind.repeatable ? found.given.get(name) : undefined;
    // Of others the last one wins, so that a script's own options can be overruled at their end.
    found.given.set(name, before === undefined ? text : `${before}\n${text}`);
    if (name === 'help' || name === 'version')
        found[name] = accepts(name, text) && kind.parse(text) === true;
}
function takeWords(words, found, problems) {
    const [first, ...others] = words;
    const [word, ...more] = first === 'help' ? others : words;
    found.help ||= first === 'help';
    found.command = settings_option/* commands */.P.find((command) => command === word);
    if (word !== undefined && found.command === undefined) {
        problems.add(`there is no command ${shown(word)}${didYouMean(word, settings_option/* commands */.P)}; use ${(0,kinds/* orList */.A3)(settings_option/* commands */.P)}`);
    }
    for (const each of more)
        problems.add(`cannot use the argument ${shown(each)}; options begin with "--"`);
}
function refuseOthersOptions({ command, given }, problems) {
    if (command === undefined)
        return;
    const own = (0,options/* optionsOf */.cz)(command);
    for (const name of given.keys()) {
        if (own.includes(name))
            continue;
        const others = (0,options/* optionCalled */.RM)(name).commands.map((each) => `pgdrill ${each}`);
        problems.add(`pgdrill ${command} has no option --${name}; it is one of ${others.join(' and ')}`);
    }
}
function hint(name) {
    const cure = Object.hasOwn(saidElsewhere, name) ? saidElsewhere[name] : undefined;
    return cure === undefined ? didYouMean(name, options/* optionNames */.W6, '--') : `; ${cure}`;
}
function isBare(name) {
    return (0,options/* optionCalled */.RM)(name).kind.bare !== undefined;
}
function accepts(name, text) {
    try {
        (0,options/* optionCalled */.RM)(name).kind.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
/** A word that is no plain one may be a secret in the wrong place, a URL for one. */
function shown(word) {
    return /^[\w.-]{1,60}$/.test(word) ? `"${word}"` : '(not shown)';
}

/***/ }),

/***/ 2796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ readBackupSettings)
/* harmony export */ });
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1344);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8187);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4561);
/* harmony import */ var _retention_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8706);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7906);
/* harmony import */ var _stores_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3882);






const pruneModes = { true: 'delete', 'dry-run': 'dry-run', false: 'no' };
/** @throws SettingsError with everything that is wrong */
function readBackupSettings(sources, facts, problems) {
    const connection = (0,_connection_js__WEBPACK_IMPORTED_MODULE_0__/* .readConnection */ .d)(sources, facts, problems);
    const name = (0,_name_js__WEBPACK_IMPORTED_MODULE_2__/* .readName */ .M)(sources, connection?.database, problems);
    const clientPath = (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'client-path', problems);
    const settings = {
        stores: (0,_stores_js__WEBPACK_IMPORTED_MODULE_5__/* .readStores */ .J)(sources, { name, facts, problems }),
        format: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'format', problems),
        compression: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'compression', problems),
        globals: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'globals', problems),
        ...(clientPath !== undefined && { clientPath: (0,_facts_js__WEBPACK_IMPORTED_MODULE_1__/* .absolutePath */ .H)(clientPath, facts) }),
        selection: readSelection(sources, problems),
        pgDumpArguments: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'pg-dump-args', problems) ?? [],
        lockWaitTimeoutMs: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'lock-wait-timeout', problems),
        policy: (0,_retention_js__WEBPACK_IMPORTED_MODULE_3__/* .readPolicy */ .T)(sources, problems),
        prune: pruneModes[(0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'prune', problems)],
        path: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .findVariable */ .q3)(sources, ['PATH'])?.text ?? '/usr/local/bin:/usr/bin:/bin',
    };
    problems.throwAny();
    if (connection === undefined || name === undefined)
        throw new Error('no connection, and no problem noted');
    return { connection, name, ...settings };
}
function readSelection(sources, problems) {
    return {
        schemas: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'schema', problems) ?? [],
        excludeSchemas: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'exclude-schema', problems) ?? [],
        tables: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'table', problems) ?? [],
        excludeTables: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'exclude-table', problems) ?? [],
        excludeTableData: (0,_sources_js__WEBPACK_IMPORTED_MODULE_4__/* .read */ .LF)(sources, 'exclude-table-data', problems) ?? [],
    };
}

/***/ }),

/***/ 480:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  y: () => (/* binding */ readCommandLine)
});

// EXTERNAL MODULE: ./build/settings/arguments.js + 1 modules
var settings_arguments = __nccwpck_require__(5612);
// EXTERNAL MODULE: ./build/settings/backup.js
var backup = __nccwpck_require__(2796);
// EXTERNAL MODULE: ./build/settings/env-file.js
var env_file = __nccwpck_require__(4870);
// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __nccwpck_require__(8187);
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __nccwpck_require__(9907);
// EXTERNAL MODULE: ./build/settings/options.js + 8 modules
var options = __nccwpck_require__(2946);
;// CONCATENATED MODULE: ./build/settings/option-text.js

/** What holds without the option: a value, or how one is found; undefined when it simply has no effect. */
function defaultText(name) {
    const option = (0,options/* optionCalled */.RM)(name);
    return option.otherwise ?? option.default;
}
/** Every variable that plays a part. */
function variablesOf(name) {
    const { environment = [], alsoReads = [] } = (0,options/* optionCalled */.RM)(name);
    return [...environment, ...alsoReads];
}
/** As in a usage line: `--limit NUMBER`, `--[no-]globals`. */
function flagText(name) {
    const { kind, default: usual } = (0,options/* optionCalled */.RM)(name);
    if (kind.bare === undefined)
        return `--${name} ${kind.placeholder}`;
    if (kind.placeholder !== 'true|false')
        return `--${name} ${kind.placeholder}`;
    return usual === 'true' ? `--[no-]${name}` : `--${name}`;
}
;// CONCATENATED MODULE: ./build/settings/help.js



const about = {
    backup: {
        short: 'back up a database into every store, then prune each of them',
        long: 'Backs up one PostgreSQL database into every store, and then removes old backups from each.',
        examples: [
            'DATABASE_URL=postgresql://app@db.example.com/app pgdrill backup --store s3://bucket/app',
            'pgdrill backup --database-name app --store /var/backups/app --store s3://bucket/app',
            'pgdrill backup --compression zstd --keep-days 7 --keep-monthly 12',
        ],
    },
    prune: {
        short: 'remove the backups that no rule keeps',
        long: 'Removes from each store the backups that no rule keeps. Nothing else is ever touched.',
        examples: [
            'pgdrill prune --store /var/backups/app --name app --prune dry-run',
            'pgdrill prune --store s3://bucket/app --name app --keep-days 0 --keep-last 10',
        ],
    },
    list: {
        short: 'show the backups in one or several stores, side by side',
        long: 'Shows the backups in each store, of every name or of one: what they hold, and what is missing where.',
        examples: [
            'pgdrill list --store /var/backups/app',
            'pgdrill list --store s3://bucket/app --name app --limit 0 --json',
        ],
    },
};
const exitCodes = [
    ['0', 'done'],
    ['1', 'failed'],
    ['2', 'the settings cannot be used; nothing was contacted'],
    ['130, 143', 'stopped by SIGINT or SIGTERM, after cleaning up'],
];
/** The help on one command, or on all of them. */
function helpText(command) {
    return command === undefined ? overview() : commandHelp(command);
}
function overview() {
    return [
        'Usage: pgdrill COMMAND [OPTION...]',
        '',
        'Backs up PostgreSQL, and looks after the backups.',
        '',
        'Commands:',
        ...settings_option/* commands */.P.map((command) => `  ${command.padEnd(8)} ${about[command].short}`),
        `  ${'help'.padEnd(8)} show the options of a command: pgdrill help backup`,
        '',
        ...ending([]),
        '',
    ].join('\n');
}
function commandHelp(command) {
    const names = (0,options/* optionsOf */.cz)(command);
    const sections = Object.entries(settings_option/* groups */.T).flatMap(([group, title]) => section(group, title, names));
    const { long, examples } = about[command];
    return [`Usage: pgdrill ${command} [OPTION...]`, '', long, '', ...sections, ...ending(examples), ''].join('\n');
}
function section(group, title, names) {
    const own = names.filter((name) => (0,options/* optionCalled */.RM)(name).group === group);
    if (own.length === 0)
        return [];
    return [`${title}:`, ...own.flatMap(entry), ''];
}
function entry(name) {
    const { meaning, kind } = (0,options/* optionCalled */.RM)(name);
    const usual = defaultText(name);
    const variables = variablesOf(name);
    const facts = [
        meaning,
        ...(kind.repeatable ? ['May be repeated.'] : []),
        ...(usual === undefined || usual === 'false' ? [] : [`Default: ${usual}.`]),
        ...(variables.length === 0 ? [] : [`Environment: ${variables.join(', ')}.`]),
    ];
    return [`  ${flagText(name)}`, ...wrapped(facts.join(' '), 72).map((line) => `      ${line}`)];
}
function ending(examples) {
    return [
        'An option wins over the environment, which wins over .env; an empty value counts as none.',
        "libpq's own variables (PGHOST, PGSSLMODE, PGPASSFILE ...) fill what is left open of a connection.",
        '',
        'Exit codes:',
        ...exitCodes.map(([code, meaning]) => `  ${code.padEnd(8)} ${meaning}`),
        ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples.map((example) => `  ${example}`)]),
    ];
}
function wrapped(text, width) {
    const lines = [];
    for (const word of text.split(' ')) {
        const last = lines.at(-1);
        if (last === undefined || last.length + 1 + word.length > width)
            lines.push(word);
        else
            lines[lines.length - 1] = `${last} ${word}`;
    }
    return lines;
}
// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __nccwpck_require__(7279);
// EXTERNAL MODULE: ./build/settings/connection.js + 3 modules
var connection = __nccwpck_require__(1344);
// EXTERNAL MODULE: ./build/settings/name.js
var settings_name = __nccwpck_require__(4561);
// EXTERNAL MODULE: ./build/settings/problems.js
var settings_problems = __nccwpck_require__(1542);
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __nccwpck_require__(7906);
// EXTERNAL MODULE: ./build/settings/stores.js + 1 modules
var settings_stores = __nccwpck_require__(3882);
;// CONCATENATED MODULE: ./build/settings/list.js





/** @throws SettingsError with everything that is wrong */
function readListSettings(sources, facts, problems) {
    const name = (0,settings_name/* readName */.M)(sources, undefined, problems);
    // The database's name says at most where backup-db.sh puts its backups; bad settings of it are no matter here.
    const folderName = name ?? (0,connection/* readDatabaseName */.F)(sources, new settings_problems/* Problems */.Z());
    const stores = (0,settings_stores/* readStores */.J)(sources, { name: folderName, facts, problems });
    const limit = (0,settings_sources/* read */.LF)(sources, 'limit', problems);
    problems.throwAny();
    return { ...(name !== undefined && { name }), stores, ...(limit > 0 && { limit }) };
}
// EXTERNAL MODULE: ./build/settings/retention.js
var retention = __nccwpck_require__(8706);
;// CONCATENATED MODULE: ./build/settings/prune.js





/** @throws SettingsError with everything that is wrong */
function readPruneSettings(sources, facts, problems) {
    // A database's settings that are wrong do not matter here when the name is given.
    const database = (0,settings_sources/* find */.I6)(sources, 'name') ? undefined : (0,connection/* readDatabaseName */.F)(sources, problems);
    const name = (0,settings_name/* readName */.M)(sources, database, problems);
    if (name === undefined)
        problems.addUnlessAny('nothing says whose backups to prune; set name, or database-name');
    const stores = (0,settings_stores/* readStores */.J)(sources, { name, facts, problems });
    const policy = (0,retention/* readPolicy */.T)(sources, problems);
    const prune = (0,settings_sources/* read */.LF)(sources, 'prune', problems);
    if (prune === 'false')
        problems.add('cannot use prune "false" here; leave it out, or use dry-run');
    problems.throwAny();
    if (name === undefined)
        throw new Error('no name, and no problem noted');
    return { name, stores, policy, mode: prune === 'dry-run' ? 'dry-run' : 'delete' };
}
// EXTERNAL MODULE: ./build/settings/secrets.js + 1 modules
var secrets = __nccwpck_require__(417);
;// CONCATENATED MODULE: ./build/settings/command-line.js












/** @throws SettingsError with everything that is wrong */
function readCommandLine(argv, environment, facts = (0,settings_facts/* factsOfThisMachine */.E)()) {
    const problems = new settings_problems/* Problems */.Z();
    const { command, help, version, given } = (0,settings_arguments/* parseArguments */.W)(argv, problems);
    if (version)
        return { command: 'version' };
    if (help) {
        problems.throwAny();
        return { command: 'help', text: helpText(command) };
    }
    if (command === undefined) {
        problems.addUnlessAny(`no command is given; use ${(0,kinds/* orList */.A3)(settings_option/* commands */.P)}, or pgdrill --help`);
        return problems.throwAny();
    }
    const file = problems.joining(() => (0,env_file/* readEnvFile */.S)(given.get('env-file'), facts));
    const layers = [{ variables: environment, where: '' }, file];
    const sources = { given, titleOf: (name) => `--${name}`, layers };
    const run = {
        json: (0,settings_sources/* read */.LF)(sources, 'json', problems),
        secrets: (0,secrets/* secretsOf */.F)(sources),
        environment: (0,settings_sources/* mergedVariables */.uT)(sources),
    };
    switch (command) {
        case 'backup':
            return { ...run, command, settings: (0,backup/* readBackupSettings */.s)(sources, facts, problems) };
        case 'prune':
            return { ...run, command, settings: readPruneSettings(sources, facts, problems) };
        case 'list':
            return { ...run, command, settings: readListSettings(sources, facts, problems) };
    }
}

/***/ }),

/***/ 1344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  d: () => (/* binding */ readConnection),
  F: () => (/* binding */ readDatabaseName)
});

// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __nccwpck_require__(7279);
;// CONCATENATED MODULE: ./build/settings/libpq.js
/**
 * libpq's settings, by the environment variable that gives each:
 * https://www.postgresql.org/docs/current/libpq-envars.html. Those without a place of their own in a Connection travel
 * on as they are. Left out are those that change what a session says instead of how it is reached (PGCLIENTENCODING,
 * PGDATESTYLE, PGTZ, PGGEQO): a dump is in the database's encoding.
 */
const travelling = [
    'PGCHANNELBINDING',
    'PGCONNECT_TIMEOUT',
    'PGGSSDELEGATION',
    'PGGSSENCMODE',
    'PGGSSLIB',
    'PGKRBSRVNAME',
    'PGLOADBALANCEHOSTS',
    'PGMAXPROTOCOLVERSION',
    'PGMINPROTOCOLVERSION',
    'PGOPTIONS',
    'PGPASSFILE',
    'PGREQUIREAUTH',
    'PGREQUIREPEER',
    'PGSSLCERTMODE',
    'PGSSLCRL',
    'PGSSLCRLDIR',
    'PGSSLMAXPROTOCOLVERSION',
    'PGSSLMINPROTOCOLVERSION',
    'PGSSLNEGOTIATION',
    'PGSSLSNI',
    'PGTARGETSESSIONATTRS',
];
const placed = [
    'PGHOST',
    'PGPORT',
    'PGDATABASE',
    'PGUSER',
    'PGPASSWORD',
    'PGSSLMODE',
    'PGSSLROOTCERT',
    'PGSSLCERT',
    'PGSSLKEY',
];
const libpqVariables = [...placed, ...travelling];
/** The parameters of a connection URL, as libpq names them. */
const urlParameters = {
    host: 'PGHOST',
    port: 'PGPORT',
    dbname: 'PGDATABASE',
    user: 'PGUSER',
    password: 'PGPASSWORD',
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    channel_binding: 'PGCHANNELBINDING',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    gssdelegation: 'PGGSSDELEGATION',
    gssencmode: 'PGGSSENCMODE',
    gsslib: 'PGGSSLIB',
    krbsrvname: 'PGKRBSRVNAME',
    load_balance_hosts: 'PGLOADBALANCEHOSTS',
    max_protocol_version: 'PGMAXPROTOCOLVERSION',
    min_protocol_version: 'PGMINPROTOCOLVERSION',
    options: 'PGOPTIONS',
    passfile: 'PGPASSFILE',
    require_auth: 'PGREQUIREAUTH',
    requirepeer: 'PGREQUIREPEER',
    sslcertmode: 'PGSSLCERTMODE',
    sslcrl: 'PGSSLCRL',
    sslcrldir: 'PGSSLCRLDIR',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    sslnegotiation: 'PGSSLNEGOTIATION',
    sslsni: 'PGSSLSNI',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
};
/** Parameters of libpq's that change neither what is reached nor how safely; they have no variable, and are passed over. */
const unneededParameters = new Set([
    'application_name',
    'client_encoding',
    'fallback_application_name',
    'keepalives',
    'keepalives_count',
    'keepalives_idle',
    'keepalives_interval',
    'tcp_user_timeout',
]);
/** What to do about parameters that other programs read from the same URL. */
const foreignParameters = {
    schema: 'it is Prisma\'s; remove it, and choose schemas with the option "schema"',
    pgbouncer: "it is Prisma's, for a pooler; remove it, and give the database's own host: pg_dump fails behind a pooler",
    hostaddr: 'put the address in the place of the host',
    service: 'give host, port, user and database themselves',
    sslpassword: 'use a key without a passphrase',
    replication: 'remove it: a dump needs an ordinary connection',
};
;// CONCATENATED MODULE: ./build/settings/connection-url.js


const encode = 'write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and % as %25 in user, password and database';
/**
 * What a connection URL says, by libpq's variables. It has the form that libpq gives it
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS), with one host.
 * No message shows any of the URL but its parameters' names: in a broken one, anything may be a piece of the password.
 *
 * @throws Unacceptable
 */
function parseConnectionUrl(url) {
    const rest = /^postgres(?:ql)?:\/\/(.*)$/s.exec(url.trim())?.[1];
    if (rest === undefined)
        throw new kinds/* Unacceptable */.q$('it must begin with postgresql:// or postgres://');
    if (/\s/.test(rest))
        throw new kinds/* Unacceptable */.q$('it holds white space; write a space as %20');
    if (rest.includes('#'))
        throw new kinds/* Unacceptable */.q$(`it holds "#"; ${encode}`);
    const [, beforeQuery = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(rest) ?? [];
    const [, authority = '', path] = /^([^/]*)(?:\/(.*))?$/s.exec(beforeQuery) ?? [];
    if (path?.includes('@') || authority.split('@').length > 2)
        throw new kinds/* Unacceptable */.q$(`it holds "@" where none can be; ${encode}`);
    if (path?.includes('/'))
        throw new kinds/* Unacceptable */.q$(`it holds one "/" too many; ${encode}`);
    return given({ ...authorityParts(authority), PGDATABASE: decode(path), ...queryParts(query) });
}
/** Leaves out what is empty, as libpq does. */
function given(parts) {
    return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined && text !== ''));
}
function authorityParts(authority) {
    const [hostAndPort = '', userInfo = ''] = authority.split('@').toReversed();
    // A colon in a password is no riddle: the first one ends the user's name.
    const [, user, password] = /^([^:]*)(?::(.*))?$/s.exec(userInfo) ?? [];
    return { PGUSER: decode(user), PGPASSWORD: decode(password), ...hostParts(hostAndPort) };
}
function hostParts(text) {
    if (text.includes(','))
        throw severalHosts();
    const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(text) ?? [];
    const host = bracketed ?? plain;
    if (host === undefined) {
        throw new kinds/* Unacceptable */.q$(`after the host comes something other than a port, or an IPv6 address is not in brackets; ${encode}`);
    }
    return { PGHOST: decode(host), PGPORT: port };
}
function queryParts(query) {
    const parts = {};
    for (const pair of query.split('&').filter((each) => each !== '')) {
        const [, name, value] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
        if (name === undefined)
            throw new kinds/* Unacceptable */.q$(`a parameter after "?" has no value; ${encode}`);
        Object.assign(parts, parameter(decode(name) ?? '', decode(value) ?? '', !query.includes('@')));
    }
    if (parts.PGHOST?.includes(',') || parts.PGPORT?.includes(','))
        throw severalHosts();
    return parts;
}
function parameter(name, value, mayShow) {
    // libpq takes JDBC's spelling too, and only this value of it.
    if (name === 'ssl' && value === 'true')
        return { PGSSLMODE: 'require' };
    const variable = Object.hasOwn(urlParameters, name) ? urlParameters[name] : undefined;
    if (variable !== undefined)
        return { [variable]: value };
    if (unneededParameters.has(name))
        return {};
    // After an unencoded "?" in a password, what looks like a parameter's name is a piece of it, and an "@" follows.
    if (!mayShow)
        throw new kinds/* Unacceptable */.q$(`what follows "?" is no parameter of libpq's; ${encode}`);
    const cure = Object.hasOwn(foreignParameters, name)
        ? foreignParameters[name]
        : "it is none of libpq's; remove it";
    throw new kinds/* Unacceptable */.q$(`its parameter ${JSON.stringify(name.slice(0, 40))} cannot be used: ${cure}`);
}
function decode(text) {
    if (text === undefined)
        return undefined;
    try {
        const decoded = decodeURIComponent(text);
        if (!decoded.includes('\0'))
            return decoded;
    }
    catch {
        // Said below.
    }
    throw new kinds/* Unacceptable */.q$(`a "%" in it is not followed by two hexadecimal digits that make a character; ${encode}`);
}
function severalHosts() {
    return new kinds/* Unacceptable */.q$('it names several hosts; name the one to dump from');
}
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __nccwpck_require__(7906);
;// CONCATENATED MODULE: ./build/settings/connection-parts.js



const optionsOfParts = {
    PGHOST: 'database-host',
    PGPORT: 'database-port',
    PGDATABASE: 'database-name',
    PGUSER: 'database-user',
    PGPASSWORD: 'database-password',
    PGSSLMODE: 'sslmode',
    PGSSLROOTCERT: 'sslrootcert',
};
const variablesOfParts = {
    PGHOST: 'DATABASE_HOST',
    PGPORT: 'DATABASE_PORT',
    PGDATABASE: 'DATABASE_NAME',
    PGUSER: 'DATABASE_USER',
    PGPASSWORD: 'DATABASE_PASSWORD',
};
/**
 * Puts a connection together: options, then DATABASE_* of the environment, then those of .env, then libpq's own
 * variables. The strongest URL counts alone, and two servers are never mixed: beneath it, only a password may still
 * come from DATABASE_*; what contradicts it from above or beside is refused, but for options above variables, which
 * are there to say otherwise. Undefined when the URL cannot be read, which is then noted.
 */
function connectionParts(sources, problems) {
    const options = optionParts(sources);
    const layers = sources.layers.map(layerParts);
    const libpq = libpqParts(sources);
    const urls = [
        (0,settings_sources/* findGiven */.fW)(sources, 'database-url'),
        ...sources.layers.map((layer) => (0,settings_sources/* variableOf */.Qn)(layer, 'DATABASE_URL')),
    ];
    const at = urls.findIndex((url) => url !== undefined);
    if (urls[at] === undefined)
        return merged([options, ...layers, libpq]);
    const url = urlParts(urls[at], problems);
    if (url === undefined)
        return undefined;
    const above = layers.slice(0, Math.max(0, at - 1));
    const beneath = layers.slice(above.length).map(passwordOnly);
    for (const parts of at === 0 ? [options] : above)
        refuseContradiction(parts, url, problems);
    return merged([options, ...above, url, ...beneath, libpq]);
}
function merged(strongestFirst) {
    return Object.assign({}, ...strongestFirst.toReversed());
}
function optionParts(sources) {
    return partsOf(Object.entries(optionsOfParts), (option) => (0,settings_sources/* findGiven */.fW)(sources, option));
}
function layerParts(layer) {
    return partsOf(Object.entries(variablesOfParts), (variable) => (0,settings_sources/* variableOf */.Qn)(layer, variable));
}
function libpqParts(sources) {
    const names = libpqVariables.map((variable) => [variable, variable]);
    return partsOf(names, (variable) => (0,settings_sources/* findVariable */.q3)(sources, [variable]));
}
function partsOf(names, look) {
    return Object.fromEntries(names.flatMap(([part, name]) => {
        const found = look(name);
        return found ? [[part, found]] : [];
    }));
}
function urlParts({ text, origin }, problems) {
    const from = origin.endsWith('database-url') ? '' : ` (from ${origin})`;
    const parts = problems.noting(`cannot use database-url${from}`, () => parseConnectionUrl(text));
    return parts && partsOf(Object.entries(parts), (each) => ({ text: each, origin: `the URL in ${origin}` }));
}
function passwordOnly({ PGPASSWORD }) {
    return PGPASSWORD ? { PGPASSWORD } : {};
}
function refuseContradiction(separate, url, problems) {
    for (const part of Object.keys(optionsOfParts)) {
        const [one, other] = [separate[part], url[part]];
        if (!one || !other || one.text.trim() === other.text)
            continue;
        const says = part === 'PGPASSWORD' ? bothOrigins : bothValues;
        problems.add(`cannot use two values for ${optionsOfParts[part]}: ${says(one, other)}; give one of them`);
    }
}
function bothValues(one, other) {
    return `${one.origin} says ${(0,settings_sources/* shownText */.f$)(one.text)}, ${other.origin} says ${(0,settings_sources/* shownText */.f$)(other.text)}`;
}
function bothOrigins(one, other) {
    return `${one.origin} and ${other.origin} differ`;
}
;// CONCATENATED MODULE: ./build/settings/connection.js



const socketFolder = '/var/run/postgresql';
/** How to reach the database, or undefined when that is not known, which is then noted. */
function readConnection(sources, facts, problems) {
    refuseUnsupported(sources, problems);
    const parts = connectionParts(sources, problems);
    if (parts === undefined)
        return undefined;
    const database = databaseOf(parts);
    if (database === undefined)
        problems.add(noDatabase);
    const user = parts.PGUSER?.text.trim() ?? facts.user;
    if (user === undefined)
        problems.add('no role to connect as is given, and the system has no name for this user; set database-user');
    const host = parsed('database-host', parts.PGHOST, problems);
    const port = parsed('database-port', parts.PGPORT, problems) ?? 5432;
    const ssl = readSsl(parts, problems);
    if (database === undefined || user === undefined)
        return undefined;
    const password = parsed('database-password', parts.PGPASSWORD, problems);
    return {
        host: host ?? defaultHost(port, facts),
        port,
        database,
        user,
        ...(password !== undefined && { password }),
        ssl,
        others: travellingParts(parts, problems),
        environment: childVariables(sources),
    };
}
/** The database's name alone, for what needs no connection. */
function readDatabaseName(sources, problems) {
    const parts = connectionParts(sources, problems);
    return parts && databaseOf(parts);
}
const noDatabase = 'no database is given; set database-name (or DATABASE_NAME, or PGDATABASE), or database-url (or DATABASE_URL)';
function databaseOf({ PGDATABASE }) {
    return PGDATABASE?.text.trim();
}
function parsed(name, found, problems) {
    return (found && (0,settings_sources/* parse */.qg)(name, found, problems));
}
function defaultHost(port, facts) {
    return facts.isSocket(`${socketFolder}/.s.PGSQL.${port}`) ? socketFolder : 'localhost';
}
function readSsl(parts, problems) {
    const rootCertificate = parts.PGSSLROOTCERT?.text.trim();
    const system = rootCertificate === 'system';
    const mode = parsed('sslmode', parts.PGSSLMODE, problems) ?? (system ? 'verify-full' : 'prefer');
    if (system && mode !== 'verify-full') {
        problems.add(`cannot use sslmode ${mode} with sslrootcert "system": libpq wants verify-full there; set sslmode to verify-full, or leave it out`);
    }
    return {
        mode,
        ...(rootCertificate !== undefined && { rootCertificate }),
        ...(parts.PGSSLCERT && { certificate: parts.PGSSLCERT.text.trim() }),
        ...(parts.PGSSLKEY && { key: parts.PGSSLKEY.text.trim() }),
    };
}
function travellingParts(parts, problems) {
    const timeout = parts.PGCONNECT_TIMEOUT;
    if (timeout && !/^\d+$/.test(timeout.text.trim()))
        problems.add(`cannot use the connect timeout from ${timeout.origin}; use a whole number of seconds`);
    return Object.fromEntries(travelling.flatMap((variable) => {
        const found = parts[variable];
        return found ? [[variable, found.text]] : [];
    }));
}
// A service file would have to be read by every side in the same way, and pg does not read it; nor PGHOSTADDR.
function refuseUnsupported(sources, problems) {
    const service = (0,settings_sources/* findVariable */.q3)(sources, ['PGSERVICE']);
    if (service) {
        problems.add(`cannot use ${service.origin}: pgdrill reads no service files; unset it and give host, port, user and database themselves`);
    }
    const address = (0,settings_sources/* findVariable */.q3)(sources, ['PGHOSTADDR']);
    if (address)
        problems.add(`cannot use ${address.origin}; unset it and put the address into database-host`);
}
// Known by name, so that no secret of the job (AWS_*, INPUT_*, tokens) reaches a child process.
const childNames = /^(?:PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|KRB5\w*|SSL_CERT_(?:FILE|DIR)|OPENSSL_CONF|OPENSSL_MODULES|LD_LIBRARY_PATH|DYLD_\w*LIBRARY_PATH|LOCPATH|PGSYSCONFDIR|PGLOCALEDIR)$/;
function childVariables(sources) {
    return Object.fromEntries(Object.entries((0,settings_sources/* mergedVariables */.uT)(sources)).filter(([name]) => childNames.test(name)));
}

/***/ }),

/***/ 4870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readEnvFile)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9473);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8187);



/**
 * The variables of the file given, or else of `.env` in the working folder, where there is one. The syntax is that of
 * Node's --env-file. @throws SettingsError when the file cannot be used
 */
function readEnvFile(given, facts) {
    const path = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .H)(given ?? '.env', facts);
    // A folder of that name is common, too: Python's virtual environments.
    if (given === undefined && !facts.isFile(path))
        return { variables: {}, where: '' };
    const text = readText(path, given, facts);
    refuseCutValues(text, path);
    return { variables: (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseEnv)(text), where: ` in ${path}` };
}
function readText(path, given, facts) {
    try {
        // Some editors begin a file with a mark that would become a part of its first name.
        return facts.readText(path).replace(/^\uFEFF/, '');
    }
    catch (error) {
        const cure = given === undefined ? 'let this user read it, or name another with --env-file' : 'check --env-file';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SettingsError */ .GN([`cannot read ${path}: ${reasonOf(error)}; ${cure}`]);
    }
}
function reasonOf(error) {
    const code = error.code;
    if (code === 'ENOENT')
        return 'there is no such file';
    return code === 'EACCES' ? 'permission denied' : (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
}
/**
 * Refuses `PASSWORD=ab#cd`, for which Node says `ab`, and a shell `ab#cd`. Only of names that matter here: the file is
 * that of other programs as well.
 */
function refuseCutValues(text, path) {
    const cut = /^\s*(?:export\s+)?((?:DATABASE|PG|AWS|BACKUP|RETENTION)\w*)\s*=[ \t]*[^\s"'`#][^\r\n#]*(?<=\S)#/gm;
    const problems = [...text.matchAll(cut)].map(([, name]) => `cannot use ${name} in ${path}: its value holds "#", where a comment would begin; put it in quotes`);
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SettingsError */ .GN(problems);
}

/***/ }),

/***/ 8187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ factsOfThisMachine),
/* harmony export */   H: () => (/* binding */ absolutePath)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);



function factsOfThisMachine() {
    return {
        workingFolder: process.cwd(),
        home: orUndefined(node_os__WEBPACK_IMPORTED_MODULE_1__.homedir),
        user: orUndefined(() => (0,node_os__WEBPACK_IMPORTED_MODULE_1__.userInfo)().username),
        isFile: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isFile() ?? false,
        isSocket: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false })?.isSocket() ?? false,
        readText: (path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'),
    };
}
/** An absolute path; `~/` is the home, as a shell would have it where a shell saw it. */
function absolutePath(text, { workingFolder, home }) {
    const inHome = home !== undefined && (text === '~' || text.startsWith('~/'));
    return inHome ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, text.slice(1)) : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workingFolder, text);
}
function orUndefined(ask) {
    try {
        return ask();
    }
    catch {
        return undefined;
    }
}

/***/ }),

/***/ 7279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ orList),
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   Hc: () => (/* binding */ host),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Vm: () => (/* binding */ word),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   q$: () => (/* binding */ Unacceptable),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   yD: () => (/* binding */ secretText),
/* harmony export */   zM: () => (/* binding */ boolean)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

/** Why a value is refused and what is accepted; never holds the value itself, which may be secret. */
class Unacceptable extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'Unacceptable';
}
function text(placeholder = 'TEXT') {
    return { placeholder, parse: (text) => text.trim() };
}
/** A name without spaces: of a region, of a storage class. */
function word(placeholder) {
    return {
        placeholder,
        parse(text) {
            if (/^[\w.-]+$/.test(text.trim()))
                return text.trim();
            throw new Unacceptable('use letters, digits, ".", "_" and "-"');
        },
    };
}
/** Kept as it is but for line ends, which files and secret stores like to add. */
function secretText(placeholder) {
    return { placeholder, unshown: true, parse: (text) => text.replace(/[\r\n]+$/, '') };
}
/** A host's name or address, or the folder of a unix socket. */
function host() {
    return {
        placeholder: 'HOST',
        parse(text) {
            const host = text.trim().replace(/^\[(.*)\]$/, '$1');
            if (host.includes(','))
                throw new Unacceptable('it names several hosts; name the one to dump from');
            if (/:\/\/|.@|\s/.test(host))
                throw new Unacceptable('use the name or address alone; a whole URL goes to database-url');
            if (/^[^:]+:\d+$/.test(host))
                throw new Unacceptable('use the name or address alone; the port goes to database-port');
            return host;
        },
    };
}
/** One value a line. */
function lines(placeholder) {
    return {
        placeholder,
        repeatable: true,
        parse: (text) => text
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter((line) => line !== ''),
    };
}
function wholeNumber(least, most = Number.MAX_SAFE_INTEGER, placeholder = 'NUMBER') {
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    return {
        placeholder,
        parse(text) {
            const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
            if (value >= least && value <= most)
                return value;
            throw new Unacceptable(`use a whole number ${range}`);
        },
    };
}
/** One of some words, in any case; `_` does for `-`, since environment variables are written so. */
function choice(...words) {
    return {
        placeholder: words.join('|'),
        parse(text) {
            const found = words.find((word) => folded(word) === folded(text.trim()));
            if (found !== undefined)
                return found;
            throw new Unacceptable(`use ${orList(words)}`);
        },
    };
}
function boolean() {
    const words = choice('true', 'false');
    return { placeholder: words.placeholder, bare: 'true', parse: (text) => words.parse(text) === 'true' };
}
const milliseconds = {
    ms: 1,
    s: 1000,
    min: 60_000,
    m: 60_000,
    h: 3_600_000,
};
/** A time span in milliseconds, from 1 ms up to what PostgreSQL's and Node's 32-bit timers hold. */
function duration() {
    return {
        placeholder: 'TIME',
        parse(text) {
            const [, number, unit] = /^(\d+) ?(ms|s|min|m|h)$/.exec(text.trim()) ?? [];
            const value = Number(number) * (milliseconds[unit ?? ''] ?? Number.NaN);
            if (value >= 1 && value < 2 ** 31)
                return value;
            throw new Unacceptable('use a number and a unit, such as 500ms, 30s, 5min or 1h, and at most 596h');
        },
    };
}
const byteUnits = {
    KiB: 1024,
    MiB: 1024 ** 2,
    GiB: 1024 ** 3,
    kB: 1000,
    MB: 1000 ** 2,
    GB: 1000 ** 3,
};
/** A size in bytes. */
function size(least, most, range) {
    return {
        placeholder: 'SIZE',
        parse(text) {
            const [, number, unit] = /^(\d+) ?([kMGK]i?B)$/.exec(text.trim()) ?? [];
            const value = Number(number) * (byteUnits[unit ?? ''] ?? Number.NaN);
            if (value >= least && value <= most)
                return value;
            throw new Unacceptable(`use a number and a unit, such as 64MiB, ${range}`);
        },
    };
}
/** `a, b or c`. */
function orList(words) {
    return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
function folded(text) {
    return text.toLowerCase().replaceAll('_', '-');
}

/***/ }),

/***/ 4561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ readName)
/* harmony export */ });
/* harmony import */ var _catalog_names_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4532);
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7906);


/** What the backups are called: the name given, else the database's. A name that cannot be one is noted. */
function readName(sources, database, problems) {
    const given = (0,_sources_js__WEBPACK_IMPORTED_MODULE_1__/* .read */ .LF)(sources, 'name', problems);
    const name = given ?? database;
    if (name === undefined)
        return undefined;
    const what = given === undefined ? "cannot call backups by the database's name, set name" : 'cannot use name';
    problems.noting(what, () => (0,_catalog_names_js__WEBPACK_IMPORTED_MODULE_0__/* .checkName */ .I3)(name));
    return name;
}

/***/ }),

/***/ 9907:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ commands),
/* harmony export */   T: () => (/* binding */ groups)
/* harmony export */ });
const commands = ['backup', 'prune', 'list'];
/** The headings that options are shown under, in this order. */
const groups = {
    connection: 'Connection',
    store: 'Stores',
    backup: 'What is backed up, and how',
    retention: 'Retention',
    listing: 'Listing',
    general: 'General',
};

/***/ }),

/***/ 2946:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  RR: () => (/* binding */ isOptionName),
  RM: () => (/* binding */ optionCalled),
  W6: () => (/* binding */ optionNames),
  fF: () => (/* binding */ options),
  cz: () => (/* binding */ optionsOf)
});

// UNUSED EXPORTS: inputsOf

// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __nccwpck_require__(7279);
;// CONCATENATED MODULE: ./build/settings/compression.js

// gzip's are the tools' own; zstd's is theirs too, and the one that dumps gain most from for their time.
const levels = { gzip: { most: 9, usual: 6 }, zstd: { most: 19, usual: 3 } };
/** `gzip[:1-9]`, `zstd[:1-19]` or `none`. */
function compressionKind() {
    return {
        placeholder: 'gzip[:1-9]|zstd[:1-19]|none',
        parse(text) {
            const [, kind, level] = /^(gzip|zstd|none)(?::(\d{1,2}))?$/.exec(text.trim().toLowerCase()) ?? [];
            if (kind === 'none' && level === undefined)
                return { kind };
            if (kind === 'gzip' || kind === 'zstd') {
                const { most, usual } = levels[kind];
                const chosen = level === undefined ? usual : Number(level);
                if (chosen >= 1 && chosen <= most)
                    return { kind, level: chosen };
            }
            throw new kinds/* Unacceptable */.q$('use gzip, zstd or none, with a level if you like: gzip:1 to gzip:9, zstd:1 to zstd:19');
        },
    };
}
;// CONCATENATED MODULE: ./node_modules/shlex/shlex.js


/*
  Port of a subset of the features of CPython's shlex module, which provides a
  shell-like lexer. Original code by Eric S. Raymond and other contributors.
*/

class Shlexer {
  constructor (string) {
    this.i = 0
    this.string = string

    /**
     * Characters that will be considered whitespace and skipped. Whitespace
     * bounds tokens. By default, includes space, tab, linefeed and carriage
     * return.
     */
    this.whitespace = ' \t\r\n'

    /**
     * Characters that will be considered string quotes. The token accumulates
     * until the same quote is encountered again (thus, different quote types
     * protect each other as in the shell.) By default, includes ASCII single
     * and double quotes.
     */
    this.quotes = `'"`

    /**
     * Characters that will be considered as escape. Just `\` by default.
     */
    this.escapes = '\\'

    /**
     * The subset of quote types that allow escaped characters. Just `"` by default.
     */
    this.escapedQuotes = '"'

    /**
     * Whether to support ANSI C-style $'' quotes
     * https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
     */
    this.ansiCQuotes = true

    /**
     * Whether to support localized $"" quotes
     * https://www.gnu.org/software/bash/manual/html_node/Locale-Translation.html
     *
     * The behavior is as if the current locale is set to C or POSIX, i.e., the
     * contents are not translated.
     */
    this.localeQuotes = true

    this.debug = false
  }

  readChar () {
    return this.string.charAt(this.i++)
  }

  processEscapes (string, quote, isAnsiCQuote) {
    if (!isAnsiCQuote && !this.escapedQuotes.includes(quote)) {
      // This quote type doesn't support escape sequences
      return string
    }

    // We need to form a regex that matches any of the escape characters,
    // without interpreting any of the characters as a regex special character.
    const anyEscape = '[' + this.escapes.replace(/(.)/g, '\\$1') + ']'

    // In regular quoted strings, we can only escape an escape character, and
    // the quote character itself.
    if (!isAnsiCQuote && this.escapedQuotes.includes(quote)) {
      const re = new RegExp(
        anyEscape + '(' + anyEscape + '|\\' + quote + ')', 'g')
      return string.replace(re, '$1')
    }

    // ANSI C quoted strings support a wide variety of escape sequences
    if (isAnsiCQuote) {
      const patterns = {
        // Literal characters
        '([\\\\\'"?])': (x) => x,

        // Non-printable ASCII characters
        'a': () => '\x07',
        'b': () => '\x08',
        'e|E': () => '\x1b',
        'f': () => '\x0c',
        'n': () => '\x0a',
        'r': () => '\x0d',
        't': () => '\x09',
        'v': () => '\x0b',

        // Octal bytes
        '([0-7]{1,3})': (x) => String.fromCharCode(parseInt(x, 8)),

        // Hexadecimal bytes
        'x([0-9a-fA-F]{1,2})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Unicode code units
        'u([0-9a-fA-F]{1,4})': (x) => String.fromCharCode(parseInt(x, 16)),
        'U([0-9a-fA-F]{1,8})': (x) => String.fromCharCode(parseInt(x, 16)),

        // Control characters
        // https://en.wikipedia.org/wiki/Control_character#How_control_characters_map_to_keyboards
        'c(.)': (x) => {
          if (x === '?') {
            return '\x7f'
          } else if (x === '@') {
            return '\x00'
          } else {
            return String.fromCharCode(x.charCodeAt(0) & 31)
          }
        }
      }

      // Construct an uber-RegEx that catches all of the above pattern
      const re = new RegExp(
        anyEscape + '(' + Object.keys(patterns).join('|') + ')', 'g')

      // For each match, figure out which subpattern matched, and apply the
      // corresponding function
      return string.replace(re, function (m, p1) {
        for (const matched in patterns) {
          const mm = new RegExp('^' + matched + '$').exec(p1)
          if (mm === null) {
            continue
          }

          return patterns[matched].apply(null, mm.slice(1))
        }
      })
    }

    // Should not get here
    return undefined
  }

  * [Symbol.iterator] () {
    let inQuote = false
    let inDollarQuote = false
    let escaped = false
    let lastDollar = -2 // position of last dollar sign we saw
    let token

    if (this.debug) {
      console.log('full input:', '>' + this.string + '<')
    }

    while (true) {
      const pos = this.i
      const char = this.readChar()

      if (this.debug) {
        console.log(
          'position:', pos,
          'input:', '>' + char + '<',
          'accumulated:', token,
          'inQuote:', inQuote,
          'inDollarQuote:', inDollarQuote,
          'lastDollar:', lastDollar,
          'escaped:', escaped
        )
      }

      // Ran out of characters, we're done
      if (char === '') {
        if (inQuote) { throw new Error('Got EOF while in a quoted string') }
        if (escaped) { throw new Error('Got EOF while in an escape sequence') }
        if (token !== undefined) { yield token }
        return
      }

      // We were in an escape sequence, complete it
      if (escaped) {
        if (char === '\n') {
          // An escaped newline just means to continue the command on the next
          // line. We just need to ignore it.
        } else if (inQuote) {
          // If we are in a quote, just accumulate the whole escape sequence,
          // as we will interpret escape sequences later.
          token = (token || '') + escaped + char
        } else {
          // Just use the literal character
          token = (token || '') + char
        }

        escaped = false
        continue
      }

      if (this.escapes.includes(char)) {
        if (!inQuote || inDollarQuote !== false || this.escapedQuotes.includes(inQuote)) {
          // We encountered an escape character, which is going to affect how
          // we treat the next character.
          escaped = char
          continue
        } else {
          // This string type doesn't use escape characters. Ignore for now.
        }
      }

      // We were in a string
      if (inQuote !== false) {
        // String is finished. Don't grab the quote character.
        if (char === inQuote) {
          token = this.processEscapes(token, inQuote, inDollarQuote === '\'')
          inQuote = false
          inDollarQuote = false
          continue
        }

        // String isn't finished yet, accumulate the character
        token = (token || '') + char
        continue
      }

      // This is the start of a new string, don't accumulate the quotation mark
      if (this.quotes.includes(char)) {
        inQuote = char
        if (lastDollar === pos - 1) {
          if (char === '\'' && !this.ansiCQuotes) {
            // Feature not enabled
          } else if (char === '"' && !this.localeQuotes) {
            // Feature not enabled
          } else {
            inDollarQuote = char
          }
        }

        token = (token || '') // fixes blank string

        if (inDollarQuote !== false) {
          // Drop the opening $ we captured before
          token = token.slice(0, -1)
        }

        continue
      }

      // This is a dollar sign, record that we saw it in case it's the start of
      // an ANSI C or localized string
      if (inQuote === false && char === '$') {
        lastDollar = pos
      }

      // This is whitespace, so yield the token if we have one
      if (this.whitespace.includes(char)) {
        if (token !== undefined) { yield token }
        token = undefined
        continue
      }

      // Otherwise, accumulate the character
      token = (token || '') + char
    }
  }
}


/**
 * Splits a given string using shell-like syntax. This function is the inverse
 * of shlex.join().
 *
 * @param {String} s String to split.
 * @returns {String[]}
 */
function split (s) {
  return Array.from(new Shlexer(s))
}

/**
 * Escapes a potentially shell-unsafe string using quotes.
 *
 * @param {String} s String to quote
 * @returns {String}
 */
function quote (s) {
  if (s === '') { return '\'\'' }

  const unsafeRe = /[^\w@%\-+=:,./]/
  if (!unsafeRe.test(s)) { return s }

  return ('\'' + s.replace(/('+)/g, '\'"$1"\'') + '\'').replace(/^''|''$/g, '')
}


/**
 * Concatenate the tokens of the list args and return a string. This function
 * is the inverse of shlex.split().
 *
 * The returned value is shell-escaped to protect against injection
 * vulnerabilities (see shlex.quote()).
 *
 * @param {String[]} args List of args to join
 * @returns {String}
 */
function join (args) {
  if (!Array.isArray(args)) {
    throw new TypeError("args should be an array")
  }
  return args.map(quote).join(" ")
}

;// CONCATENATED MODULE: ./build/settings/pg-dump-arguments.js


// What pgdrill decides itself: another file, format or database would not be the one that it streams and records.
// Long name, short letter, and what to use instead.
const refused = [
    { long: 'file', short: 'f', cure: 'the dump goes to the stores' },
    { long: 'format', short: 'F', cure: 'use format' },
    { long: 'jobs', short: 'j', cure: 'plain and custom dumps are written by one job' },
    { long: 'compress', short: 'Z', cure: 'use compression' },
    { long: 'dbname', short: 'd', cure: 'use database-name or database-url' },
    { long: 'host', short: 'h', cure: 'use database-host' },
    { long: 'port', short: 'p', cure: 'use database-port' },
    { long: 'username', short: 'U', cure: 'use database-user' },
    { long: 'password', short: 'W', cure: 'use database-password' },
    { long: 'no-password', short: 'w', cure: 'pg_dump never asks for one here' },
    { long: 'lock-wait-timeout', cure: 'use lock-wait-timeout' },
    { long: 'help', short: '?', cure: 'nothing would be dumped' },
    { long: 'version', short: 'V', cure: 'nothing would be dumped' },
];
// Of pg_dump 13 to 18. What newer ones add is let through: pg_dump judges it.
const shortWithValue = 'eEnNStT';
const longWithValue = new Set([
    'encoding exclude-extension exclude-schema exclude-table exclude-table-and-children exclude-table-data',
    'exclude-table-data-and-children extension extra-float-digits filter include-foreign-data restrict-key role',
    'rows-per-insert schema section snapshot superuser sync-method table table-and-children',
].flatMap((line) => line.split(' ')));
const longWithoutValue = new Set([
    'attribute-inserts binary-upgrade blobs clean column-inserts create data-only disable-dollar-quoting',
    'disable-triggers enable-row-security if-exists inserts large-objects load-via-partition-root no-acl no-blobs',
    'no-comments no-data no-large-objects no-owner no-policies no-privileges no-publications no-reconnect no-schema',
    'no-security-labels no-statistics no-subscriptions no-sync no-synchronized-snapshots no-table-access-method',
    'no-tablespaces no-toast-compression no-unlogged-table-data on-conflict-do-nothing quote-all-identifiers',
    'schema-only sequence-data serializable-deferrable statistics statistics-only strict-names',
    'use-set-session-authorization verbose with-statistics',
].flatMap((line) => line.split(' ')));
/** Arguments for pg_dump, split as a shell would split them, without what pgdrill decides itself. */
function pgDumpArgumentsKind() {
    return {
        placeholder: 'ARGUMENTS',
        repeatable: true,
        unshown: true,
        parse(text) {
            const words = splitWords(text);
            check(words);
            return words;
        },
    };
}
function splitWords(text) {
    try {
        return split(text);
    }
    catch {
        throw new kinds/* Unacceptable */.q$('a quote or a backslash is left open; close it');
    }
}
function check(words) {
    for (let at = 0; at < words.length; at += 1) {
        const word = words[at];
        if (word === '--' || !/^-./.test(word))
            throw notAnOption(word);
        const takesNext = word.startsWith('--') ? checkLong(word) : checkShort(word);
        if (takesNext)
            at += 1;
    }
}
/** Whether the next word is its value. @throws Unacceptable */
function checkLong(word) {
    const [name = '', value] = word.slice(2).split(/=(.*)/s, 2);
    if (longWithoutValue.has(name))
        return false;
    if (!longWithValue.has(name)) {
        // getopt_long takes the beginning of a name for the name: `--fil` is `--file`.
        const match = refused.find(({ long }) => long.startsWith(name));
        if (match)
            throw notYours(`--${match.long}`, match.cure);
        if (isShortened(name, longWithoutValue))
            return false;
    }
    return value === undefined;
}
function isShortened(name, names) {
    return [...names].some((each) => each.startsWith(name));
}
/** One word may hold several letters, the last one with its value: `-vOtname`. @throws Unacceptable */
function checkShort(word) {
    const letters = [...word.slice(1)];
    for (const [at, letter] of letters.entries()) {
        const match = refused.find(({ short }) => short === letter);
        if (match)
            throw notYours(`-${letter}`, match.cure);
        if (shortWithValue.includes(letter))
            return at === letters.length - 1;
    }
    return false;
}
function notYours(option, cure) {
    return new kinds/* Unacceptable */.q$(`remove pg_dump's ${option}: ${cure}`);
}
function notAnOption(word) {
    // Not shown when it is no plain word: a connection string may hold a password.
    const shown = /^[\w.]{1,60}$/.test(word) ? `"${word}"` : 'an argument';
    return new kinds/* Unacceptable */.q$(`${shown} is no option of pg_dump, which would take it for the database's name; remove it, or quote what belongs together`);
}
;// CONCATENATED MODULE: ./build/settings/options/backup.js



const dump = ['backup'];
const backupOptions = {
    name: {
        group: 'backup',
        commands: ['backup', 'prune', 'list'],
        kind: (0,kinds/* text */.Qq)('NAME'),
        otherwise: "the database's name",
        meaning: 'What the backups are called. Databases of the same name need different ones within a store.',
    },
    format: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* choice */.Yq)('plain', 'custom'),
        default: 'plain',
        meaning: "plain is SQL text for psql; custom is pg_dump's own archive for pg_restore.",
    },
    compression: {
        group: 'backup',
        commands: dump,
        kind: compressionKind(),
        default: 'gzip:6',
        meaning: 'How the dump is compressed. zstd alone is zstd:3; in the custom format it needs pg_dump 16 or newer.',
    },
    globals: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'true',
        meaning: 'Save the roles and tablespaces that the dump refers to, without passwords.',
    },
    'client-path': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* text */.Qq)('PATH'),
        otherwise: 'the best match among PATH and the usual places',
        meaning: 'The folder with pg_dump and pg_dumpall, or pg_dump itself.',
    },
    schema: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'Only schemas that match. A pattern as pg_dump understands it.',
    },
    'exclude-schema': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'No schemas that match.',
    },
    table: {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'Only tables, views and sequences that match.',
    },
    'exclude-table': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'No tables that match.',
    },
    'exclude-table-data': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* lines */.Mn)('PATTERN'),
        meaning: 'The definition but not the rows of tables that match.',
    },
    'pg-dump-args': {
        group: 'backup',
        commands: dump,
        kind: pgDumpArgumentsKind(),
        meaning: 'Further arguments for pg_dump, quoted as for a shell; none is started.',
    },
    'lock-wait-timeout': {
        group: 'backup',
        commands: dump,
        kind: (0,kinds/* duration */.p0)(),
        default: '5min',
        meaning: 'How long pg_dump may wait for a table that another session has locked.',
    },
};
// EXTERNAL MODULE: ./build/postgres/connection.js
var connection = __nccwpck_require__(2992);
;// CONCATENATED MODULE: ./build/settings/options/connection.js


const connection_dump = ['backup'];
// Prune needs no database, but takes the backups' name from its.
const named = ['backup', 'prune'];
const connectionOptions = {
    'database-url': {
        group: 'connection',
        commands: named,
        kind: (0,kinds/* secretText */.yD)('URL'),
        environment: ['DATABASE_URL'],
        secret: true,
        meaning: 'The database to back up, as postgresql://user:password@host:5432/database?sslmode=require. Percent-encode odd characters.',
    },
    'database-host': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* host */.Hc)(),
        environment: ['DATABASE_HOST'],
        alsoReads: ['PGHOST'],
        otherwise: 'the unix socket in /var/run/postgresql where there is one, else localhost',
        meaning: "A host's name or address, or the folder of a unix socket.",
    },
    'database-port': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* wholeNumber */.rD)(1, 65_535, 'PORT'),
        environment: ['DATABASE_PORT'],
        alsoReads: ['PGPORT'],
        otherwise: '5432',
        meaning: "The server's port.",
    },
    'database-name': {
        group: 'connection',
        commands: named,
        kind: (0,kinds/* text */.Qq)('NAME'),
        environment: ['DATABASE_NAME'],
        alsoReads: ['PGDATABASE'],
        meaning: "The database's name.",
    },
    'database-user': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* text */.Qq)('USER'),
        environment: ['DATABASE_USER'],
        alsoReads: ['PGUSER'],
        otherwise: 'whoever runs this',
        meaning: 'The role to connect as.',
    },
    'database-password': {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* secretText */.yD)('PASSWORD'),
        environment: ['DATABASE_PASSWORD'],
        alsoReads: ['PGPASSWORD'],
        otherwise: '~/.pgpass, or none',
        secret: true,
        meaning: 'Its password. On a command line others can see it: DATABASE_PASSWORD hides it.',
    },
    sslmode: {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* choice */.Yq)(...connection/* sslModes */.R5),
        alsoReads: ['PGSSLMODE'],
        otherwise: 'prefer, or verify-full with sslrootcert "system"',
        meaning: 'What libpq means by it: whether to encrypt, and whether to verify the server.',
    },
    sslrootcert: {
        group: 'connection',
        commands: connection_dump,
        kind: (0,kinds/* text */.Qq)('FILE'),
        alsoReads: ['PGSSLROOTCERT'],
        otherwise: '~/.postgresql/root.crt, where there is one',
        meaning: 'The certificate authorities to verify the server with: a file, or "system" for the public ones.',
    },
};
// EXTERNAL MODULE: ./build/settings/option.js
var settings_option = __nccwpck_require__(9907);
;// CONCATENATED MODULE: ./build/settings/options/general.js


const generalOptions = {
    limit: {
        group: 'listing',
        commands: ['list'],
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '20',
        meaning: 'Show only the newest so many of each name; 0 shows all.',
    },
    'env-file': {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* text */.Qq)('FILE'),
        otherwise: '.env in the current folder, where there is one',
        commandLineOnly: true,
        meaning: 'A file of environment variables; the environment wins over it.',
    },
    json: {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        commandLineOnly: true,
        meaning: 'Write one JSON document to stdout. Logs go to stderr either way.',
    },
    help: {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        commandLineOnly: true,
        meaning: 'Show this help.',
    },
    version: {
        group: 'general',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        commandLineOnly: true,
        meaning: 'Show the version.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options/retention.js

const commands = ['backup', 'prune'];
const retentionOptions = {
    prune: {
        group: 'retention',
        commands,
        kind: { ...(0,kinds/* choice */.Yq)('true', 'false', 'dry-run'), bare: 'true' },
        default: 'true',
        meaning: 'Remove the backups that no rule keeps. dry-run shows the plan and deletes nothing.',
    },
    'keep-days': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '30',
        environment: ['RETENTION_DAYS'],
        meaning: 'Keep every backup that is not older than this many days. 0 turns this rule off, as it does each of the next.',
    },
    'keep-last': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest so many.',
    },
    'keep-hourly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each hour, for the last so many hours that have one. Hours, days and so on are in UTC.',
    },
    'keep-daily': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each day, for the last so many days that have one.',
    },
    'keep-weekly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each week, from Monday on, for the last so many weeks that have one.',
    },
    'keep-monthly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each month, for the last so many months that have one.',
    },
    'keep-yearly': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(0),
        default: '0',
        meaning: 'Keep the newest of each year, for the last so many years that have one.',
    },
    'keep-min': {
        group: 'retention',
        commands,
        kind: (0,kinds/* wholeNumber */.rD)(1),
        default: '1',
        meaning: 'Keep the newest so many whatever the rules say.',
    },
};
// EXTERNAL MODULE: ./build/store/s3/part-plan.js
var part_plan = __nccwpck_require__(3090);
;// CONCATENATED MODULE: ./build/settings/options/store.js



// Only what writes an object can say how it is kept.
const writing = ['backup'];
// S3's limit: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
const maxPartBytes = 5 * 1024 ** 3;
const storeOptions = {
    store: {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* lines */.Mn)('STORE'),
        alsoReads: ['AWS_S3_BUCKET', 'AWS_S3_PREFIX', 'BACKUP_DIR'],
        otherwise: 'the bucket in AWS_S3_BUCKET (with the prefix in AWS_S3_PREFIX) and the folder in BACKUP_DIR, or either',
        meaning: 'Where backups live: s3://bucket/prefix, or the path of a folder.',
    },
    's3-endpoint': {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* text */.Qq)('URL'),
        otherwise: 'AWS, or what AWS_ENDPOINT_URL_S3 or ~/.aws/config says',
        meaning: 'The S3 server, for R2, MinIO and other look-alikes: https://host[:port].',
    },
    's3-region': {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* word */.Vm)('REGION'),
        otherwise: 'AWS_REGION, or what ~/.aws/config says',
        meaning: "The bucket's region.",
    },
    's3-force-path-style': {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* boolean */.zM)(),
        default: 'false',
        meaning: "Put the bucket into the path, not into the host's name. MinIO usually wants it.",
    },
    's3-checksum': {
        group: 'store',
        commands: settings_option/* commands */.P,
        kind: (0,kinds/* choice */.Yq)('when-supported', 'when-required'),
        default: 'when-supported',
        environment: ['AWS_REQUEST_CHECKSUM_CALCULATION'],
        meaning: 'When to send checksums. when-required is for look-alikes that refuse them.',
    },
    's3-storage-class': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* word */.Vm)('CLASS'),
        otherwise: "the bucket's",
        meaning: 'The storage class of new objects, such as STANDARD_IA or GLACIER_IR.',
    },
    's3-sse': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* choice */.Yq)('AES256', 'aws:kms'),
        otherwise: "the bucket's",
        meaning: 'Encryption by the server.',
    },
    's3-kms-key-id': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* text */.Qq)('KEY'),
        otherwise: "the account's own for S3",
        meaning: 'The KMS key to encrypt with; goes with s3-sse "aws:kms".',
    },
    's3-object-lock-mode': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* choice */.Yq)('GOVERNANCE', 'COMPLIANCE'),
        otherwise: "the bucket's",
        meaning: 'Lock new objects against deletion; goes with s3-object-lock-days, in a bucket with Object Lock enabled.',
    },
    's3-object-lock-days': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* wholeNumber */.rD)(1, 36_500, 'DAYS'),
        meaning: 'For how many days new objects stay locked. Prune cannot remove them any sooner.',
    },
    's3-part-size': {
        group: 'store',
        commands: writing,
        kind: (0,kinds/* size */.Ej)(part_plan/* minPartBytes */.zt, maxPartBytes, 'from 5MiB to 5GiB'),
        otherwise: "planned from the database's size",
        meaning: 'The size of the parts that an upload is cut into; S3 takes 10,000 of them at most.',
    },
};
;// CONCATENATED MODULE: ./build/settings/options.js





/**
 * Every option there is, declared once: flags, inputs, `--help`, action.yml and the tables in docs/reference.md all
 * come from here (the last two by scripts/build-options.ts).
 */
const options = {
    ...connectionOptions,
    ...storeOptions,
    ...backupOptions,
    ...retentionOptions,
    ...generalOptions,
};
const optionNames = Object.keys(options);
function optionCalled(name) {
    return options[name];
}
function isOptionName(text) {
    return Object.hasOwn(options, text);
}
/** The options a command takes, in the table's order. */
function optionsOf(command) {
    return optionNames.filter((name) => optionCalled(name).commands.includes(command));
}
/** The inputs of the action that is this command. */
function inputsOf(command) {
    return optionsOf(command).filter((name) => !optionCalled(name).commandLineOnly);
}

/***/ }),

/***/ 1542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ Problems)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

/** Collects what is wrong with the settings, so that a person learns of all of it at once. */
class Problems {
    #texts = [];
    add(text) {
        if (!this.#texts.includes(text))
            this.#texts.push(text);
    }
    addUnlessAny(text) {
        if (this.#texts.length === 0)
            this.add(text);
    }
    /** What `work` gives, or undefined after noting what it was refused for. */
    noting(what, work) {
        try {
            return work();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA))
                throw error;
            this.add(`${what}: ${error.message}`);
            return undefined;
        }
    }
    /** What `work` gives. @throws SettingsError with what was noted before and what `work` was refused for */
    joining(work) {
        try {
            return work();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN))
                throw error;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN([...this.#texts, ...error.problems]);
        }
    }
    /** @throws SettingsError when there is anything to say */
    throwAny() {
        if (this.#texts.length > 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .SettingsError */ .GN(this.#texts);
    }
}

/***/ }),

/***/ 8706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readPolicy)
/* harmony export */ });
/* harmony import */ var _sources_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7906);

function readPolicy(sources, problems) {
    return {
        keepDays: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-days', problems),
        keepLast: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-last', problems),
        keepHourly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-hourly', problems),
        keepDaily: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-daily', problems),
        keepWeekly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-weekly', problems),
        keepMonthly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-monthly', problems),
        keepYearly: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-yearly', problems),
        keepMin: (0,_sources_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(sources, 'keep-min', problems),
    };
}

/***/ }),

/***/ 417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  V: () => (/* binding */ secretsIn),
  F: () => (/* binding */ secrets_secretsOf)
});

// EXTERNAL MODULE: ./build/settings/arguments.js + 1 modules
var settings_arguments = __nccwpck_require__(5612);
// EXTERNAL MODULE: ./build/settings/env-file.js
var env_file = __nccwpck_require__(4870);
// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __nccwpck_require__(8187);
// EXTERNAL MODULE: ./build/settings/backup.js
var backup = __nccwpck_require__(2796);
// EXTERNAL MODULE: ./build/settings/options.js + 8 modules
var options = __nccwpck_require__(2946);
// EXTERNAL MODULE: ./build/settings/problems.js
var problems = __nccwpck_require__(1542);
// EXTERNAL MODULE: ./build/settings/sources.js
var sources = __nccwpck_require__(7906);
;// CONCATENATED MODULE: ./build/settings/inputs.js






/** The settings of an action, from its inputs and the environment. @throws SettingsError with everything that is wrong */
function readInputs(command, environment, facts = factsOfThisMachine()) {
    const sources = {
        given: inputsIn(environment, inputsOf(command)),
        titleOf: (name) => name,
        layers: [{ variables: environment, where: '' }],
    };
    return {
        settings: readBackupSettings(sources, facts, new Problems()),
        secrets: secretsOf(sources),
        environment: mergedVariables(sources),
    };
}
/** How the runner hands an input over; it keeps dashes, which no shell could export. */
function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function inputsIn(environment, names) {
    return new Map(names.flatMap((name) => {
        const text = environment[inputVariable(name)];
        return text === undefined ? [] : [[name, text]];
    }));
}
;// CONCATENATED MODULE: ./build/settings/secrets.js






const secretOptions = options/* optionNames */.W6.filter((name) => (0,options/* optionCalled */.RM)(name).secret);
const secretVariables = [
    ...secretOptions.flatMap((name) => [inputVariable(name), ...((0,options/* optionCalled */.RM)(name).environment ?? [])]),
    'PGPASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
];
/**
 * Everything in environment, arguments and .env that must not be shown, in each form it could be shown in, the longest
 * first. Asks nothing of the settings, so that errors about bad ones can be cleaned too; never throws.
 */
function secretsIn(environment, argv, facts = (0,settings_facts/* factsOfThisMachine */.E)()) {
    const layers = [{ variables: environment, where: '' }, ...envFile(argv, facts)];
    return allForms([...argumentTexts(argv), ...variableTexts(layers)]);
}
function secrets_secretsOf({ given, layers }) {
    return allForms([...secretOptions.map((name) => given.get(name)), ...variableTexts(layers)]);
}
function envFile(argv, facts) {
    try {
        return [(0,env_file/* readEnvFile */.S)((0,settings_arguments/* parseArguments */.W)(argv, new problems/* Problems */.Z()).given.get('env-file'), facts)];
    }
    catch {
        return [];
    }
}
function variableTexts(layers) {
    return layers.flatMap(({ variables }) => secretVariables.map((name) => variables[name]));
}
/** Found by sight, since arguments that nothing could be made of are the ones that errors show. */
function argumentTexts(argv) {
    const flags = secretOptions.map((name) => `--${name}`);
    return argv.flatMap((word, at) => {
        const [flag = '', value] = word.split(/=(.*)/s, 2);
        if (flags.includes(flag))
            return [value ?? argv[at + 1]];
        return /:\/\/.*@/s.test(word) ? [word] : [];
    });
}
function allForms(texts) {
    const secrets = texts.flatMap((text) => (text === undefined ? [] : secretParts(text)));
    const forms = new Set(secrets.flatMap(formsOf));
    return [...forms].filter((form) => form.trim() !== '').sort((a, b) => b.length - a.length);
}
/** The text itself; a URL's password as well, and the URL only when it has one. */
function secretParts(text) {
    const [, rest] = /^\s*[a-z][a-z\d+.-]*:\/\/(.*)$/is.exec(text) ?? [];
    if (rest === undefined)
        return [text];
    const passwords = urlPasswords(rest);
    return passwords.length === 0 ? [] : [text, ...passwords];
}
/** Wherever a password may end: one with an unencoded "@" or "/" in it is a secret all the same. */
function urlPasswords(rest) {
    const userInfos = [/^([^/?#]*)@/s, /^(.*)@/s, /^([^@]*)@/s].map((end) => end.exec(rest)?.[1] ?? '');
    const inUserInfo = userInfos.map((text) => /^[^:]*:(.*)$/s.exec(text)?.[1]);
    const inQuery = [...rest.matchAll(/[?&](?:ssl)?password=([^&]*)/g)].map(([, text]) => text);
    return [...new Set([...inUserInfo, ...inQuery])].filter((text) => text !== undefined && text !== '');
}
function formsOf(secret) {
    const bare = secret.replace(/[\r\n]+$/, '');
    const plain = [secret, bare, bare.trim(), ...decoded(bare)];
    return plain.flatMap((text) => [
        text,
        encoded(text),
        strictlyEncoded(text),
        JSON.stringify(text).slice(1, -1),
    ]);
}
function decoded(text) {
    try {
        return [decodeURIComponent(text)];
    }
    catch {
        return [];
    }
}
function encoded(text) {
    return encodeURIComponent(text.toWellFormed());
}
/** As RFC 3986 would have it; encodeURIComponent leaves these five as they are. */
function strictlyEncoded(text) {
    return encoded(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

/***/ }),

/***/ 7906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I6: () => (/* binding */ find),
/* harmony export */   LF: () => (/* binding */ read),
/* harmony export */   Qn: () => (/* binding */ variableOf),
/* harmony export */   f$: () => (/* binding */ shownText),
/* harmony export */   fW: () => (/* binding */ findGiven),
/* harmony export */   q3: () => (/* binding */ findVariable),
/* harmony export */   qg: () => (/* binding */ parse),
/* harmony export */   uT: () => (/* binding */ mergedVariables)
/* harmony export */ });
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2946);

/** What is given for an option, by whichever source is the strongest. An empty text is "not given". */
function find(sources, name) {
    return findGiven(sources, name) ?? findVariable(sources, (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionCalled */ .RM)(name).environment ?? []);
}
/** By a flag or an input alone. */
function findGiven({ given, titleOf }, name) {
    const text = given.get(name);
    return isGiven(text) ? { text, origin: titleOf(name) } : undefined;
}
/** The first of these variables, in the environment before .env. */
function findVariable({ layers }, variables) {
    for (const layer of layers) {
        for (const variable of variables) {
            const found = variableOf(layer, variable);
            if (found)
                return found;
        }
    }
    return undefined;
}
function variableOf({ variables, where }, variable) {
    const text = variables[variable];
    return isGiven(text) ? { text, origin: `${variable}${where}` } : undefined;
}
/** All variables that are set, each as its strongest layer has it. */
function mergedVariables({ layers }) {
    const merged = {};
    for (const { variables } of layers.toReversed()) {
        for (const [name, text] of Object.entries(variables))
            if (isGiven(text))
                merged[name] = text;
    }
    return merged;
}
/** An option's value. A bad one is noted as a problem, and the default stands in for it. */
function read(sources, name, problems) {
    const found = find(sources, name);
    const value = found && parse(name, found, problems);
    return (value ?? defaultOf(name));
}
/** A text's value as that of an option, or undefined when it is none, which is then noted. */
function parse(name, { text, origin }, problems) {
    const { kind } = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionCalled */ .RM)(name);
    const shown = kind.unshown ? '' : ` ${shownText(text)}`;
    const from = origin.replace(/^--/, '') === name ? '' : ` (from ${origin})`;
    return problems.noting(`cannot use ${name}${shown}${from}`, () => kind.parse(text));
}
/** A text in quotes, for a message: no more of it than helps, and nothing that a misplaced URL says before its host. */
function shownText(text) {
    const clean = text.trim().replace(/([a-z\d+.-]+:\/\/).*@/gis, '$1***@');
    return JSON.stringify(clean.length > 200 ? `${clean.slice(0, 200)}...` : clean);
}
function defaultOf(name) {
    const option = (0,_options_js__WEBPACK_IMPORTED_MODULE_0__/* .optionCalled */ .RM)(name);
    return option.default === undefined ? undefined : _options_js__WEBPACK_IMPORTED_MODULE_0__/* .options */ .fF[name].kind.parse(option.default);
}
function isGiven(text) {
    return text !== undefined && text.trim() !== '';
}

/***/ }),

/***/ 3882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  J: () => (/* binding */ readStores)
});

// EXTERNAL MODULE: ./build/settings/facts.js
var settings_facts = __nccwpck_require__(8187);
// EXTERNAL MODULE: ./build/settings/kinds.js
var kinds = __nccwpck_require__(7279);
// EXTERNAL MODULE: ./build/settings/options.js + 8 modules
var options = __nccwpck_require__(2946);
// EXTERNAL MODULE: ./build/settings/sources.js
var settings_sources = __nccwpck_require__(7906);
;// CONCATENATED MODULE: ./build/settings/s3-options.js



/** How to reach S3 and how to write there, the same for every bucket. */
function readS3Options(sources, problems) {
    const endpoint = (0,settings_sources/* read */.LF)(sources, 's3-endpoint', problems);
    if (endpoint !== undefined)
        problems.noting('cannot use s3-endpoint', () => checkEndpoint(endpoint));
    const given = {
        endpoint,
        region: (0,settings_sources/* read */.LF)(sources, 's3-region', problems),
        storageClass: (0,settings_sources/* read */.LF)(sources, 's3-storage-class', problems),
        encryption: readEncryption(sources, problems),
        objectLock: readObjectLock(sources, problems),
        partBytes: (0,settings_sources/* read */.LF)(sources, 's3-part-size', problems),
    };
    return {
        forcePathStyle: (0,settings_sources/* read */.LF)(sources, 's3-force-path-style', problems),
        checksum: (0,settings_sources/* read */.LF)(sources, 's3-checksum', problems),
        ...withoutUndefined(given),
    };
}
/** Options for S3 without a store there: the store was forgotten, more likely than not. */
function refuseS3Options(sources, problems) {
    const given = options/* optionNames */.W6.filter((name) => name.startsWith('s3-') && isSaid(name, sources));
    if (given.length === 0)
        return;
    const titles = given.map((name) => sources.titleOf(name)).join(', ');
    problems.add(`cannot use ${titles}: no store is in S3; add one as s3://bucket/prefix, or remove this`);
}
// The runner hands over the defaults that action.yml declares.
function isSaid(name, sources) {
    const found = (0,settings_sources/* findGiven */.fW)(sources, name);
    return found !== undefined && found.text.trim() !== (0,options/* optionCalled */.RM)(name).default;
}
function readEncryption(sources, problems) {
    const kind = (0,settings_sources/* read */.LF)(sources, 's3-sse', problems);
    const keyId = (0,settings_sources/* read */.LF)(sources, 's3-kms-key-id', problems);
    if (keyId !== undefined && kind !== 'aws:kms')
        problems.add('cannot use s3-kms-key-id without KMS; set s3-sse to aws:kms');
    if (kind === 'aws:kms')
        return { kind, ...(keyId !== undefined && { keyId }) };
    return kind && { kind };
}
function readObjectLock(sources, problems) {
    const mode = (0,settings_sources/* read */.LF)(sources, 's3-object-lock-mode', problems);
    const days = (0,settings_sources/* read */.LF)(sources, 's3-object-lock-days', problems);
    if (mode !== undefined && days !== undefined)
        return { mode, days };
    const givenMode = (0,settings_sources/* findGiven */.fW)(sources, 's3-object-lock-mode');
    const givenDays = (0,settings_sources/* findGiven */.fW)(sources, 's3-object-lock-days');
    if (givenMode && !givenDays)
        problems.add('cannot use s3-object-lock-mode alone; set s3-object-lock-days too');
    if (givenDays && !givenMode)
        problems.add('cannot use s3-object-lock-days alone; set s3-object-lock-mode too');
    return undefined;
}
function checkEndpoint(endpoint) {
    const { protocol, username, search, hash } = URL.parse(endpoint) ?? {};
    const web = protocol === 'https:' || protocol === 'http:';
    if (web && username === '' && search === '' && hash === '')
        return;
    throw new kinds/* Unacceptable */.q$('use https://host[:port], without credentials; those come from AWS_* or ~/.aws');
}
function withoutUndefined(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
;// CONCATENATED MODULE: ./build/settings/stores.js




/** The stores, at least one. `name` is that of the backups; it makes the folder that backup-db.sh writes to by default. */
function readStores(sources, { name, facts, problems }) {
    const store = (0,settings_sources/* find */.I6)(sources, 'store');
    const places = store ? storePlaces(store, facts, problems) : variablePlaces(sources, name, facts, problems);
    refuseTwice(places, problems);
    const folders = places.filter((place) => place.kind === 'folder');
    if (folders.length > 0 && folders.length === places.length) {
        refuseS3Options(sources, problems);
        return folders;
    }
    const options = readS3Options(sources, problems);
    return places.map((place) => (place.kind === 's3' ? { ...place, ...options } : place));
}
function storePlaces(found, facts, problems) {
    const texts = (0,settings_sources/* parse */.qg)('store', found, problems) ?? [];
    return texts.flatMap((text) => problems.noting(`cannot use store ${(0,settings_sources/* shownText */.f$)(text)}`, () => placeOf(text, facts)) ?? []);
}
function variablePlaces(sources, name, facts, problems) {
    const folder = (0,settings_sources/* findVariable */.q3)(sources, ['BACKUP_DIR']) ?? defaultFolder(sources, name);
    const bucket = (0,settings_sources/* findVariable */.q3)(sources, ['AWS_S3_BUCKET']);
    if (!folder && !bucket)
        problems.add('no store is given; set store, AWS_S3_BUCKET or BACKUP_DIR');
    const prefix = (0,settings_sources/* findVariable */.q3)(sources, ['AWS_S3_PREFIX'])?.text ?? '';
    const places = [
        folder && noting(folder, problems, (text) => placeOf(text, facts)),
        bucket && noting(bucket, problems, (text) => bucketPlace(text, prefix)),
    ];
    return places.filter((place) => place !== undefined);
}
function noting(found, problems, toPlace) {
    const what = `cannot use ${found.origin} ${(0,settings_sources/* shownText */.f$)(found.text)}`;
    return problems.noting(what, () => toPlace(found.text.trim()));
}
// backup-db.sh always keeps a local copy: it names the folder that BACKUP_DIR's default lies in.
function defaultFolder(sources, name) {
    const parent = (0,settings_sources/* findVariable */.q3)(sources, ['PGDRILL_DEFAULT_BACKUP_DIR']);
    return parent && name !== undefined ? { ...parent, text: `${parent.text.trim()}/${name}` } : undefined;
}
function placeOf(text, facts) {
    const [, bucket, prefix = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/.exec(text) ?? [];
    if (bucket !== undefined)
        return bucketPlace(bucket, prefix);
    // What other programs call a store must not become the name of a folder here.
    if (!/^(?:[a-z][a-z\d+.-]*:\/\/|(?:s3|gs|b2|azure|sftp|rclone):)/i.test(text))
        return { kind: 'folder', path: (0,settings_facts/* absolutePath */.H)(text, facts) };
    throw new kinds/* Unacceptable */.q$("use s3://bucket/prefix, or a folder's path; other services are reached as S3 look-alikes, with s3-endpoint");
}
/** @throws Unacceptable */
function bucketPlace(bucket, prefixText) {
    // Looser than today's rules of AWS: old buckets and look-alikes have names in capitals and with underscores.
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) {
        throw new kinds/* Unacceptable */.q$('a bucket is named with letters, digits, ".", "_" and "-"; credentials and endpoint do not belong here');
    }
    const prefix = prefixText.trim().replace(/^\/+|\/+$/g, '');
    const segments = prefix === '' ? [] : prefix.split('/');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (segments.some((each) => ['', '.', '..'].includes(each)) || /[\u0000-\u001f\u007f\\]/.test(prefix)) {
        throw new kinds/* Unacceptable */.q$('its prefix holds an empty part, "." or "..", a backslash or a control character');
    }
    return { kind: 's3', bucket, prefix };
}
function refuseTwice(places, problems) {
    const seen = new Set();
    for (const place of places) {
        const location = place.kind === 's3' ? `s3://${place.bucket}/${place.prefix}` : place.path;
        if (seen.has(location))
            problems.add(`cannot use the store ${location} twice; remove one`);
        seen.add(location);
    }
}

/***/ }),

/***/ 3090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   bp: () => (/* binding */ maxParts),
/* harmony export */   mM: () => (/* binding */ planParts),
/* harmony export */   zt: () => (/* binding */ minPartBytes)
/* harmony export */ });
const MiB = 1024 ** 2;
/** S3's limits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const maxParts = 10_000;
const minPartBytes = 5 * MiB;
const usualPartBytes = 8 * MiB;
// 156 GiB of room where nobody could say how much will come.
const unknownPartBytes = 16 * MiB;
// What S3 and most look-alikes take as one object. More is planned only when told: it would be gigabytes of buffers.
const maxPlannedBytes = 5 * 1024 ** 4;
const bufferedBytes = 64 * MiB;
/**
 * Chooses one part size for the whole upload, because R2 wants all parts equal but the last, and S3 refuses part 10,001.
 * Parts are buffered whole, so that one can be sent again: memory is `partBytes` times `buffers`, near 64 MiB, until two
 * parts need more than that (a dump beyond 312 GiB).
 */
function planParts({ expectedBytes, partBytes, }) {
    const bytes = partBytes ?? plannedPartBytes(expectedBytes);
    const affordable = Math.floor(bufferedBytes / bytes);
    return { partBytes: bytes, buffers: Math.min(5, Math.max(2, affordable)) };
}
function plannedPartBytes(expectedBytes) {
    if (expectedBytes === undefined)
        return unknownPartBytes;
    const least = Math.min(expectedBytes, maxPlannedBytes) / maxParts;
    return Math.max(usualPartBytes, Math.ceil(least / MiB) * MiB);
}

/***/ }),

/***/ 4899:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   ox: () => (/* binding */ ObjectMissingError),
/* harmony export */   qs: () => (/* binding */ ObjectExistsError),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

/** The key is taken, and the write was not to replace it. */
class ObjectExistsError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'ObjectExistsError';
}
/** There is nothing under the key. */
class ObjectMissingError extends _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA {
    name = 'ObjectMissingError';
}
/** Refuses keys that could leave the store's root or confuse a listing. @throws PgdrillError */
function checkKey(key) {
    const segments = key.split('/');
    const odd = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (odd || /[\u0000-\u001f\u007f\\]/.test(key) || Buffer.byteLength(key) > 900) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot use ${JSON.stringify(key.slice(0, 200))} as an object's key`);
    }
}

/***/ }),

/***/ 4706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ takeUntil)
/* harmony export */ });
/**
 * The chunks of `source` until it ends, or until `signal` aborts: then it throws the signal's reason at once, even while
 * the source is silent. The source is told to stop whenever it is left before its end.
 */
async function* takeUntil(source, signal) {
    signal.throwIfAborted();
    const chunks = source[Symbol.asyncIterator]();
    let silent = false;
    let ended = false;
    // One listener for the whole stream: Promise.race against one long promise would keep a reaction for each chunk.
    let giveUp;
    const onAbort = () => giveUp?.();
    signal.addEventListener('abort', onAbort);
    const next = () => new Promise((resolve, reject) => {
        giveUp = () => reject(signal.reason);
        chunks.next().then(resolve, reject);
    });
    try {
        while (!ended) {
            silent = true;
            const result = await next();
            silent = false;
            signal.throwIfAborted();
            ended = result.done === true;
            if (!result.done)
                yield result.value;
        }
    }
    finally {
        signal.removeEventListener('abort', onAbort);
        if (!ended)
            await leave(chunks, silent);
    }
}
/** An async generator answers `return` only after its pending `next`, which may never come: so that is not awaited. */
async function leave(chunks, silent) {
    const left = (async () => chunks.return?.())().catch(() => { });
    if (!silent)
        await left;
}

/***/ }),

/***/ 1338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ undeletedError)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9473);

const shown = 5;
/** The error for a delete that left some of its keys. */
function undeletedError(location, left) {
    const named = left.slice(0, shown).map(({ key, why }) => `${key} (${why})`);
    if (left.length > shown)
        named.push(`and ${left.length - shown} more`);
    const cure = left.find((one) => one.cure !== undefined)?.cure;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .PgdrillError */ .ZA(`cannot delete from ${location}: ${named.join(', ')}`, cure === undefined ? {} : { cure });
}

/***/ }),

/***/ 5200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ untilAborted)
/* harmony export */ });
/**
 * What `work` gives, or the signal's reason as soon as that aborts: for questions, which leave nothing to clean up. A
 * server that hangs is then not waited for, but a timer or a socket can still keep the process alive.
 */
async function untilAborted(work, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted)
        onAbort();
    try {
        return await Promise.race([work, aborted]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}

/***/ }),

/***/ 8508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The package's version; a test holds it to package.json, which the bundle does not carry. */
const version = '0.1.0';

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(2713);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 

