import CalibraxJSON

/// How secret a value is by where it stands in a document.
enum Secrecy {
  /// It is told, unless it looks like a secret.
  case open
  /// Its members are the variables of an environment.
  case variables
  /// Its members are called as metrics are: `jwt_sign` names what was measured.
  case metrics
  /// Texts are not told here; elsewhere they are, for they are no secrets by name.
  case hidden
  /// Texts are not told here nor elsewhere.
  case secret
  /// The same, and of a number too: a password may be one.
  case password

  /// Whether a text is not told.
  var isHidden: Bool { self == .hidden || self == .secret || self == .password }

  /// That of a member of an object.
  func member(_ member: OrderedMap<JSON>.Member, of members: OrderedMap<JSON>) -> Secrecy {
    let (name, value) = (member.key, member.value)
    switch self {
    case .secret, .password: return .secret
    case .metrics where value.string == nil: return .open
    default: break
    }
    // With its probability it is a token of a text.
    let isOfText = name == "token" && members["logprob"] != nil
    let own = isOfText ? .open : SecretName.secrecy(of: value, as: name)
    switch self {
    case .hidden where own == .open: return .hidden
    case .variables where own == .open: return SecretName.isOrdinary(value, ofVariable: name) ? .open : .hidden
    default: return own
    }
  }

  /// That of an element.
  var element: Secrecy {
    switch self {
    case .variables: .hidden
    case .metrics: .open
    default: self
    }
  }
}
