// Whoever imports the client can write groups, scales, tags and calls without further imports.
@_exported public import CalibraxAPI
@_exported public import CalibraxJSON
@_exported public import CalibraxModel
