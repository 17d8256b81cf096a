// Whoever imports the client can write groups, scales, tags and calls, and read errors, without further imports.
@_exported public import CalibraxAPI
@_exported public import CalibraxJSON
@_exported public import CalibraxModel
@_exported public import CalibraxRPC
