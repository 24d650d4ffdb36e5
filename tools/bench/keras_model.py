"""A cae-lab model as an ordinary Keras model, with cae-lab's weights, on any of Keras's backends.

Keras's images are height x width x channels, also where they become a row; so what flatten and reshape need of order
goes into the weights of the dense layers beside them, once, and costs no step anything.
"""
import keras
import numpy

from model_nodes import conv_padding, deconv_crop, input_shapes, pool_stride


def _row_order(shape):
    """For each number of an image in Keras's row, its place in ours."""
    height, width, channels = shape
    return numpy.arange(height * width * channels).reshape(channels, height, width).transpose(1, 2, 0).ravel()


def _next_order(nodes, index):
    """The order that the row of this node must have: that of the image it becomes, if it becomes one."""
    for node in nodes[index + 1:]:
        if node["kind"] == "reshape":
            return _row_order(node["shape"])
        if node["kind"] not in ("relu", "leaky_relu", "sigmoid", "bn"):
            break
    return numpy.arange(nodes[index]["shape"][2])


def _padded(pads, settings):
    """Keras's name for that padding, and a layer to put before it where it has none."""
    if settings["pad"] in ("valid", "same"):
        return settings["pad"], []
    return "valid", [keras.layers.ZeroPadding2D(pads)]


def _conv(node, shape):
    settings = node["settings"]
    word, before = _padded(conv_padding(settings, shape, node["shape"]), settings)
    return before + [keras.layers.Conv2D(settings["filters"], settings["kernel"], strides=settings["stride"], padding=word,
                                         dilation_rate=settings["dilation"], groups=settings["groups"],
                                         use_bias=settings["bias"])]


def _depthwise(node, shape):
    settings = node["settings"]
    word, before = _padded(conv_padding(settings, shape, node["shape"]), settings)
    return before + [keras.layers.DepthwiseConv2D(settings["kernel"], strides=settings["stride"], padding=word,
                                                  depth_multiplier=settings["multiplier"],
                                                  dilation_rate=settings["dilation"], use_bias=settings["bias"])]


def _deconv(node, _):
    settings = node["settings"]
    word = settings["pad"] if settings["pad"] == "same" else "valid"
    layer = keras.layers.Conv2DTranspose(settings["filters"], settings["kernel"], strides=settings["stride"],
                                         padding=word, use_bias=settings["bias"])
    crop = deconv_crop(settings)
    return [layer] if word == "same" or not any(crop[0]) else [layer, keras.layers.Cropping2D(crop)]


def _pool(node, shape):
    settings = node["settings"]
    if settings["mode"] != "max":
        raise ValueError(f"{node['name']}: only max pools are built")
    word, before = _padded(conv_padding(settings, shape, node["shape"]), settings)
    return before + [keras.layers.MaxPooling2D(settings["window"], strides=pool_stride(settings), padding=word)]


class Sample(keras.layers.Layer):
    """A draw from N(mean, exp(log_variance)), and its KL term, which is added to the loss; the mean in evaluation."""

    def __init__(self, beta, output_numbers):
        super().__init__()
        self.factor = beta / output_numbers
        self.seeds = keras.random.SeedGenerator(1)

    def call(self, inputs, training=False):
        mean, log_variance = inputs
        divergence = -0.5 * keras.ops.sum(1 + log_variance - mean ** 2 - keras.ops.exp(log_variance), axis=1)
        self.add_loss(self.factor * keras.ops.mean(divergence))
        if not training:
            return mean
        return mean + keras.ops.exp(log_variance / 2) * keras.random.normal(keras.ops.shape(mean), seed=self.seeds)


BUILDERS = {
    "conv": _conv,
    "depthwise": _depthwise,
    "deconv": _deconv,
    "dense": lambda node, _: [keras.layers.Dense(node["settings"]["units"], use_bias=node["settings"]["bias"])],
    "bn": lambda node, _: [keras.layers.BatchNormalization(momentum=node["settings"]["momentum"],
                                                           epsilon=node["settings"]["eps"])],
    "pool": _pool,
    "upsample": lambda node, _: [keras.layers.UpSampling2D(node["settings"]["factor"])],
    "flatten": lambda *_: [keras.layers.Flatten()],
    "reshape": lambda node, _: [keras.layers.Reshape(node["shape"])],
    "relu": lambda *_: [keras.layers.ReLU()],
    "leaky_relu": lambda node, _: [keras.layers.LeakyReLU(negative_slope=node["settings"]["slope"])],
    "sigmoid": lambda *_: [keras.layers.Activation("sigmoid")],
}


def _join(node, nodes):
    """The layer of a node that reads several, or nothing."""
    if node["kind"] == "add":
        return keras.layers.Add()
    if node["kind"] == "concat":
        return keras.layers.Concatenate()
    if node["kind"] != "sample":
        return None
    height, width, channels = nodes[-1]["shape"]
    return Sample(node["settings"]["beta"], height * width * channels)


def _keras_weights(node, arrays, order_in, order_out):
    """The node's arrays in Keras's layouts."""
    converted = []
    for array in arrays:
        if array.ndim == 4:
            array = array.transpose(2, 3, 1, 0)
            if node["kind"] == "depthwise":  # rows, columns, channels, multiples of each
                array = array.reshape(*array.shape[:2], -1, node["settings"]["multiplier"])
        elif array.ndim == 2:
            array = array[order_out][:, order_in].T
        elif len(order_out) == len(array):
            array = array[order_out]
        converted.append(array)
    return converted


def build(nodes, weights):
    """The model; `weights` are arrays by parameter name. Its output is float32 under every policy."""
    shapes = input_shapes(nodes)
    first = nodes[0]["name"]
    tensors = {first: keras.Input(nodes[0]["shape"])}
    orders = {first: numpy.arange(0)}  # of a row; empty for an image
    owners = []
    for index, node in enumerate(nodes[1:], 1):
        name, read = node["name"], node["inputs"]
        join = _join(node, nodes)
        if not join and node["kind"] not in BUILDERS:
            raise ValueError(f"{name}: no {node['kind']} among the Keras layers")
        order_in = order = orders[read[0]]
        if node["kind"] == "flatten":
            order = _row_order(shapes[name])
        elif node["kind"] == "dense":
            order = _next_order(nodes, index)
        elif node["kind"] == "reshape":
            order = numpy.arange(0)
        built = [] if join else BUILDERS[node["kind"]](node, shapes[name])
        tensor = join([tensors[one] for one in read]) if join else tensors[read[0]]
        for layer in built:
            tensor = layer(tensor)
        tensors[name], orders[name] = tensor, order
        if node["parameters"]:
            arrays = [weights[parameter] for parameter in node["parameters"]]
            owner = next(layer for layer in built if "Padding" not in type(layer).__name__)
            owners.append((owner, _keras_weights(node, arrays, order_in, order)))
    output = keras.layers.Activation("linear", dtype="float32")(tensors[nodes[-1]["name"]])
    model = keras.Model(tensors[first], output)
    for layer, arrays in owners:
        layer.set_weights(arrays)
    return model
